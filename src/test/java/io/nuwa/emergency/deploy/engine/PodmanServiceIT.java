package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.time.Time;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Podman, with an API of the test's own. */
class PodmanServiceIT {
  @TempDir private Path folder;

  @AfterEach
  void end_what_was_started() {
    services().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void is_started_where_nobody_listens_in_a_folder_that_nobody_deletes() throws Exception {
    Machine machine = new LocalMachine(folder);
    assumeTrue(machine.has("podman"), "this machine has no Podman");
    Path socket = folder.resolve("run/podman.sock");
    var service = new PodmanService(new Engine(EngineKind.PODMAN, "unix://" + socket, machine));
    assertThat(service.listens()).isFalse();

    assertThat(service.ensure(Time.system())).isEmpty();

    assertThat(service.listens()).isTrue();
    assertThat(services())
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(Files.readSymbolicLink(Path.of("/proc/" + one.pid() + "/cwd")))
                    .isEqualTo(Path.of("/")));
  }

  @Test
  void a_live_socket_is_not_taken_away_from_under_a_thread_that_is_told_to_stop() throws Exception {
    Path socket = Files.createDirectories(folder.resolve("live")).resolve("podman.sock");
    var service =
        new PodmanService(
            new Engine(EngineKind.PODMAN, "unix://" + socket, new LocalMachine(folder)));
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      assertThat(service.ensure(Time.system())).isEmpty();

      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> service.ensure(Time.system()))
          .isInstanceOf(InterruptedException.class);
      assertThat(socket).exists();
      assertThat(services()).isEmpty();
    } finally {
      Thread.interrupted();
    }
  }

  private List<ProcessHandle> services() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains("unix://" + folder))
        .toList();
  }
}
