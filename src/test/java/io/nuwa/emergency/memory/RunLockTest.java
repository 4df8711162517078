package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path home;

  @Test
  void a_second_run_is_refused_and_told_who_works_here() {
    var memory = new MemoryFolder(home);
    try (RunLock first = RunLock.take(memory, "execute B-1")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.take(memory, "execute"))
          .isInstanceOf(RunLock.HeldException.class)
          .hasMessageContaining("execute B-1")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
      assertThat(RunLock.holder(memory).orElseThrow().pid())
          .isEqualTo(ProcessHandle.current().pid());
    }
    try (RunLock again = RunLock.take(memory, "execute")) {
      assertThat(again).isNotNull();
    }
    assertThat(RunLock.holder(memory)).isEmpty();
  }

  @Test
  void a_reused_pid_is_not_taken_for_the_holder() throws Exception {
    var memory = new MemoryFolder(home);
    Files.createDirectories(memory.folder());
    Files.writeString(
        memory.lock(),
        "{\"pid\":%d,\"startedAt\":\"2001-01-01T00:00:00Z\",\"command\":\"execute\"}"
            .formatted(ProcessHandle.current().pid()));
    assertThat(RunLock.holder(memory)).isEmpty();
  }
}
