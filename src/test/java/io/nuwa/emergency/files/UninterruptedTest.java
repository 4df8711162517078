package io.nuwa.emergency.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninterruptedTest {
  @TempDir private Path folder;

  @AfterEach
  void forgetTheInterruption() {
    Thread.interrupted();
  }

  @Test
  void a_file_is_written_whole_by_an_interrupted_thread_which_stays_interrupted()
      throws IOException {
    Path file = folder.resolve("state.json");
    Thread.currentThread().interrupt();

    AtomicFile.write(file, "whole");

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("whole");
    assertThat(folder.toFile().list()).containsExactly("state.json");
  }

  @Test
  void work_whose_channel_was_closed_under_it_is_done_once_more() throws IOException {
    var tries = new ArrayDeque<>(List.of(1, 2));

    int done =
        Uninterrupted.call(
            () -> {
              if (tries.pop() == 1) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
              }
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              return 42;
            });

    assertThat(done).isEqualTo(42);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void any_other_fault_is_handed_on_and_nobody_is_interrupted() {
    var full = new IOException("No space left on device");

    assertThatThrownBy(
            () ->
                Uninterrupted.call(
                    () -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(Thread.interrupted()).isFalse();
  }
}
