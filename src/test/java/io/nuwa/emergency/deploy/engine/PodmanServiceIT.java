package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.time.Time;
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

  private List<ProcessHandle> services() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains("unix://" + folder))
        .toList();
  }
}
