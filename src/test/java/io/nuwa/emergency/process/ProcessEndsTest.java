package io.nuwa.emergency.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessEndsTest {
  private final LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();

  @Test
  void tells_of_the_end_of_a_process_that_is_no_child_of_ours() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 300 & echo $!; wait").start();
    long grandchild = Long.parseLong(shell.inputReader().readLine());
    try (ProcessEnds ends = ProcessEnds.open(told::add).orElseThrow()) {
      ends.watchOnly(Set.of(grandchild));
      assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();

      long killed = System.nanoTime();
      ProcessHandle.of(grandchild).orElseThrow().destroyForcibly();

      assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(grandchild);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(2));
    } finally {
      shell.destroyForcibly();
    }
  }

  @Test
  void tells_at_once_of_a_process_that_is_gone_already_and_only_once() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    try (ProcessEnds ends = ProcessEnds.open(told::add).orElseThrow()) {
      ends.watchOnly(Set.of(gone.pid()));

      assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(gone.pid());
      assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void says_nothing_of_one_that_is_not_wanted_any_more() throws Exception {
    Process first = sleeper();
    Process second = sleeper();
    try (ProcessEnds ends = ProcessEnds.open(told::add).orElseThrow()) {
      ends.watchOnly(Set.of(first.pid(), second.pid()));
      ends.watchOnly(Set.of(second.pid()));
      first.destroyForcibly().waitFor();
      second.destroyForcibly().waitFor();

      assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(second.pid());
      assertThat(told.poll(50, TimeUnit.MILLISECONDS)).isNull();
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
  }

  private static Process sleeper() throws IOException {
    return new ProcessBuilder("sleep", "300").start();
  }
}
