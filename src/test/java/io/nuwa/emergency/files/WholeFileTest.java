package io.nuwa.emergency.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void reads_every_byte() throws IOException {
    byte[] content = new byte[70_000];
    content[69_999] = -1;
    Path file = Files.write(folder.resolve("文件"), content);

    assertThat(WholeFile.bytes(file)).isEqualTo(content);
    assertThat(WholeFile.bytes(Files.createFile(folder.resolve("empty")))).isEmpty();
  }

  @Test
  void a_missing_file_is_told_from_one_that_cannot_be_read() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> WholeFile.bytes(folder.resolve("none")));
    assertThatIOException()
        .isThrownBy(() -> WholeFile.bytes(folder))
        .withMessageContaining("Is a directory");
    assertThatIOException()
        .isThrownBy(() -> WholeFile.bytes(plain.resolve("below")))
        .withMessageContaining("Not a directory");
  }
}
