package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMachineTest {
  @TempDir Path home;

  @Test
  void a_process_is_ended_when_it_is_the_one_that_began_then() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(new LocalMachine(home).end(sleep.pid(), began(sleep))).isTrue();
      assertThat(sleep.isAlive()).isFalse();
    } finally {
      sleep.destroyForcibly();
    }
  }

  /** A number is given again. */
  @Test
  void another_process_with_the_same_number_is_left_alone() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(new LocalMachine(home).end(sleep.pid(), began(sleep).minusSeconds(600))).isTrue();
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly();
    }
  }

  private static Instant began(Process process) {
    return process.info().startInstant().orElseThrow();
  }
}
