package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootlessTest {
  private static final Failure REFUSED =
      Failure.of(FailureClass.PERMISSION, "this user may not use the engine", "denied");
  private static final Map<String, String> ROOT_S_SOCKET =
      Map.of("engine", "podman", "engine.host", "unix:///run/podman/podman.sock");

  @TempDir Path root;
  private final FakeMachine machine = new FakeMachine();

  @BeforeEach
  void a_machine_that_has_all_that_is_needed() throws Exception {
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("dev/net"));
    Files.createFile(root.resolve("dev/net/tun"));
    Files.writeString(root.resolve("etc/subuid"), "ana:100000:65536\n");
    Files.writeString(root.resolve("etc/subgid"), "ana:100000:65536\n");
    long me = ((Number) Files.getAttribute(root, "unix:uid")).longValue();
    machine
        .user(me == 0 ? 1001 : me)
        .with("newuidmap")
        .variable("USER", "ana")
        .variable("HOME", "/home/ana")
        .variable("XDG_RUNTIME_DIR", root.toString())
        .answers("podman info", "true /home/ana/.local/share/containers/storage");
  }

  @Test
  void what_is_missing_is_named_with_the_cure() throws Exception {
    Files.writeString(root.resolve("etc/subuid"), "bob:100000:65536\n");

    var declined = (RemedyResult.NotApplicable) apply(REFUSED, ROOT_S_SOCKET);

    assertThat(declined.reason()).contains("/etc/subuid", "usermod --add-subuids", "ana");
    assertThat(machine.commands()).isEmpty();
  }

  @Test
  void a_runtime_folder_of_somebody_else_is_not_used() {
    machine.user(4242);

    assertThat(new RootlessPrerequisites(machine, root).missing())
        .anyMatch(text -> text.contains("belongs to somebody else"));
  }

  @Test
  void root_has_no_use_for_it() throws Exception {
    machine.user(0);

    assertThat(apply(REFUSED, ROOT_S_SOCKET)).isInstanceOf(RemedyResult.NotApplicable.class);
  }

  @Test
  void what_is_rootless_already_is_not_switched_again() throws Exception {
    var declined =
        (RemedyResult.NotApplicable) apply(REFUSED, Map.of("engine", "podman", "engine.host", ""));

    assertThat(declined.reason()).contains("already");
  }

  @Test
  void a_port_that_may_not_be_published_is_not_cured_by_it() throws Exception {
    var port = new Failure(FailureClass.PERMISSION, "no", "", Map.of("port", "80"));

    assertThat(apply(port, ROOT_S_SOCKET)).isInstanceOf(RemedyResult.NotApplicable.class);
  }

  private RemedyResult apply(Failure failure, Map<String, String> facts) throws Exception {
    return new Rootless(machine, new RootlessPrerequisites(machine, root))
        .apply(failure, Inputs.with(facts));
  }
}
