package io.nuwa.emergency.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFileTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void a_pipe_is_no_file_to_read_or_write_and_is_not_waited_for() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertTimeoutPreemptively(
        SOON,
        () -> {
          assertThatIOException()
              .isThrownBy(() -> WholeFile.text(pipe))
              .withMessageContaining(pipe.toString())
              .withMessageContaining("a pipe");
          assertThatIOException().isThrownBy(() -> PlainFile.writable(pipe));
        });
  }

  @Test
  void a_device_is_no_file() {
    assertThatIOException()
        .isThrownBy(() -> WholeFile.bytes(Path.of("/dev/zero")))
        .withMessageContaining("device");
  }

  @Test
  void a_link_is_read_and_not_written_through() throws IOException {
    Path own = Files.writeString(folder.resolve("own"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);

    assertThat(WholeFile.text(link)).isEqualTo("mine");
    assertThatIOException()
        .isThrownBy(() -> PlainFile.writable(link))
        .withMessageContaining("a link");
  }

  @Test
  void a_link_in_the_place_of_the_half_written_file_is_not_followed() throws IOException {
    Path own = Files.writeString(folder.resolve("own"), "mine");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
    Path half = folder.resolve(".page." + ProcessHandle.current().pid() + ".tmp");
    Files.createSymbolicLink(half, own);

    Path page = folder.resolve("page");
    AtomicFile.write(page, "all may read", PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(own).hasContent("mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rw-------");
    assertThat(Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_copy_is_as_private_as_its_source() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "token");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-------"));

    AtomicFile.copy(source, folder.resolve("copy"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("copy"))))
        .isEqualTo("rw-------");
  }
}
