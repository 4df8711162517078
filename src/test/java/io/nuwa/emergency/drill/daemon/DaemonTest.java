package io.nuwa.emergency.drill.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill that is killed with -9 leaves its daemon behind. */
class DaemonTest {
  @TempDir private Path drills;
  private Process left;

  @BeforeEach
  void leave_a_process() throws IOException {
    left = new ProcessBuilder("sleep", "120").start();
  }

  @AfterEach
  void end_it() {
    left.destroyForcibly();
  }

  @Test
  void the_next_drill_ends_the_daemon_of_one_that_was_killed() throws Exception {
    Path name = name(left.pid() + " " + left.info().startInstant().orElseThrow());
    Daemon.endOrphans(drills);
    assertThat(left.isAlive()).isFalse();
    assertThat(name).doesNotExist();
  }

  @Test
  void another_process_that_has_its_number_by_now_is_left_alone() throws Exception {
    Path name = name(left.pid() + " 2001-02-03T04:05:06Z");
    Daemon.endOrphans(drills);
    assertThat(left.isAlive()).isTrue();
    assertThat(name).doesNotExist();
  }

  @Test
  void a_name_that_is_cut_off_is_nobodys() throws Exception {
    Path name = name(left.pid() + "");
    Daemon.endOrphans(drills);
    assertThat(left.isAlive()).isTrue();
    assertThat(name).doesNotExist();
  }

  private Path name(String text) throws IOException {
    Path home = Files.createDirectory(drills.resolve("20261122-120000-000"));
    Path name = home.resolve("daemon.pid");
    Files.writeString(name, text);
    return name;
  }
}
