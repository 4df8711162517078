package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketOwnerTest {
  @TempDir Path folder;
  private Path socket;
  private long owner;

  @BeforeEach
  void somebodyListens() throws IOException {
    // The one that a test may make is its own: whoever is root owns what only root may use.
    socket = Files.createFile(folder.resolve("podman.sock"));
    owner = ((Number) Files.getAttribute(socket, "unix:uid")).longValue();
    if (owner == 0) {
      owner = 4711;
      Files.setAttribute(socket, "unix:uid", 4711);
      Files.setAttribute(folder, "unix:uid", 4711);
    }
  }

  @Test
  void a_strangers_socket_at_the_usual_place_is_refused_and_named() {
    var refusal = SocketOwner.refusal(socket, false, owner + 1).orElseThrow();

    assertThat(refusal.kind()).isEqualTo(FailureClass.PERMISSION);
    assertThat(refusal.summary()).contains(folder.toString()).contains("XDG_RUNTIME_DIR");
  }

  @Test
  void ones_own_socket_is_used() {
    assertThat(SocketOwner.refusal(socket, false, owner)).isEmpty();
  }

  @Test
  void a_strangers_socket_below_a_folder_that_all_may_write_is_refused_even_when_named()
      throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(SocketOwner.refusal(socket, true, owner + 1)).isPresent();
  }

  @Test
  void a_place_where_nothing_is_yet_belongs_to_nobody() {
    assertThat(SocketOwner.refusal(Path.of("/none/podman.sock"), false, owner)).isEmpty();
  }
}
