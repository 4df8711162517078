package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
        memory.holder(RunLock.Kind.RUN),
        "{\"pid\":%d,\"startedAt\":\"2001-01-01T00:00:00Z\",\"command\":\"execute\"}"
            .formatted(ProcessHandle.current().pid()));
    assertThat(RunLock.holder(memory)).isEmpty();
  }

  /** A clock that is set moves the time of day at which a process began, and not its birth. */
  @Test
  void a_holder_is_known_by_its_birth_whatever_the_clock_says() throws Exception {
    var memory = new MemoryFolder(home);
    long pid = ProcessHandle.current().pid();
    Files.createDirectories(memory.folder());
    named(memory, pid, Birth.of(pid).orElseThrow());
    assertThat(RunLock.holder(memory).orElseThrow().command()).isEqualTo("execute");

    named(memory, pid, Birth.of(1).orElseThrow());
    assertThat(RunLock.holder(memory)).isEmpty();
  }

  @Test
  void the_name_that_a_run_leaves_holds_its_birth() throws Exception {
    var memory = new MemoryFolder(home);
    try (RunLock lock = RunLock.take(memory, "execute")) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(memory.holder(RunLock.Kind.RUN)))
          .contains(Birth.of(ProcessHandle.current().pid()).orElseThrow());
    }
  }

  @Test
  void whoever_is_named_and_lives_keeps_others_out_without_a_lock_file() throws Exception {
    var memory = new MemoryFolder(home);
    Files.createDirectories(memory.folder());
    named(memory, 1, Birth.of(1).orElseThrow());

    assertThatThrownBy(() -> RunLock.take(memory, "execute"))
        .isInstanceOf(RunLock.HeldException.class)
        .hasMessageContaining("process 1,");

    named(memory, 1, "of an earlier boot 1");
    try (RunLock taken = RunLock.take(memory, "execute")) {
      assertThat(taken).isNotNull();
    }
  }

  private static void named(MemoryFolder memory, long pid, String birth) throws IOException {
    Files.writeString(
        memory.holder(RunLock.Kind.RUN),
        "{\"pid\":%d,\"startedAt\":\"2001-01-01T00:00:00Z\",\"birth\":\"%s\",\"command\":\"execute\"}"
            .formatted(pid, birth));
  }

  /** Whoever opens and closes the locked file loses the lock: POSIX binds it to the process. */
  @Test
  void a_holder_who_reads_who_holds_it_and_refuses_another_still_holds_it() throws Exception {
    var memory = new MemoryFolder(home);
    try (RunLock held = RunLock.take(memory, "execute")) {
      assertThat(held).isNotNull();
      assertThat(RunLock.holder(memory)).isPresent();
      assertThatThrownBy(() -> RunLock.take(memory, "monitor"))
          .isInstanceOf(RunLock.HeldException.class);

      assertThat(otherProcess())
          .isEqualTo("refused: true " + ProcessHandle.current().pid() + " execute\n");
    }
    assertThat(otherProcess()).isEqualTo("taken\n");
  }

  private String otherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockTaker.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .start();
    try (var answer = other.inputReader()) {
      return answer.readAllAsString();
    } finally {
      other.waitFor();
    }
  }

  @Test
  void a_holders_name_that_is_garbled_is_nobodys_and_the_lock_is_taken() throws Exception {
    var memory = new MemoryFolder(home);
    Files.createDirectories(memory.folder());
    Files.write(memory.holder(RunLock.Kind.RUN), new byte[] {0, 1, 2, (byte) 0xff});
    Files.writeString(memory.lock(RunLock.Kind.RUN), "{\"pid\":");

    assertThat(RunLock.holder(memory)).isEmpty();
    try (RunLock lock = RunLock.take(memory, "execute")) {
      assertThat(lock).isNotNull();
      assertThat(RunLock.holder(memory)).isPresent();
    }
    assertThat(memory.holder(RunLock.Kind.RUN)).doesNotExist();
  }
}
