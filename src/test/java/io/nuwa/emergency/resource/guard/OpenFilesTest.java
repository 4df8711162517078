package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
  @TempDir private Path folder;

  @Test
  void one_that_is_closed_meanwhile_hides_none_of_the_others() throws IOException {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Path descriptors = Files.createDirectories(folder.resolve("proc/17/fd"));
    Path held = logs.resolve("held.log");
    unreadable(descriptors, 3, 23);
    Files.createSymbolicLink(descriptors.resolve("23"), held);
    unreadable(descriptors, 24, 44);

    assertThat(OpenFiles.below(logs, folder.resolve("proc"))).containsExactly(held);
  }

  /** Where a link cannot be read any more: before and behind it, in whichever order they come. */
  private static void unreadable(Path descriptors, int from, int to) throws IOException {
    for (int number = from; number < to; number++) {
      Files.createFile(descriptors.resolve(String.valueOf(number)));
    }
  }
}
