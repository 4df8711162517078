package io.nuwa.emergency.deploy.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.failure.Finding.State;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.TickedTime;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCheckupsTest {
  @TempDir Path home;

  @Test
  void a_machine_without_an_engine_is_told_how_to_get_one() throws Exception {
    Finding finding = only(new EngineCheckup(new FakeMachine()), nothingKnown());

    assertThat(finding.state()).isEqualTo(State.BAD);
    assertThat(finding.text()).contains("no container engine");
    assertThat(finding.mend()).contains("scripts/setup.sh");
  }

  @Test
  void an_engine_that_this_user_may_not_use_is_told_apart_from_a_missing_one() throws Exception {
    var machine =
        new FakeMachine()
            .refuses(
                "podman", 125, "dial unix /run/podman/podman.sock: connect: permission denied");

    Finding finding = only(new EngineCheckup(machine), nothingKnown());

    assertThat(finding.state()).isEqualTo(State.BAD);
    assertThat(finding.mend()).contains("rootless");
  }

  @Test
  void an_engine_without_compose_is_no_way_to_bring_a_stack_up() throws Exception {
    var machine = new FakeMachine().answers("podman ps", "");

    List<Finding> findings = new EngineCheckup(machine).look(nothingKnown());

    assertThat(findings).extracting(Finding::state).containsExactly(State.GOOD, State.BAD);
    assertThat(findings.getLast().text()).contains("compose");
  }

  @Test
  void one_port_published_twice_is_found_in_the_compose_file() throws Exception {
    Deployment deployment = Stacks.on(new FakeMachine(), home);
    Path file = home.resolve("compose.yaml");
    Files.writeString(file, Files.readString(file).replace("${STORE_PORT}", "${WEB_PORT}"));

    Finding finding = only(new ComposeFileCheckup(deployment), Inputs.with(Map.of()));

    assertThat(finding.state()).isEqualTo(State.BAD);
    assertThat(finding.text()).isEqualTo("port 8000 is published by web and store");
  }

  @Test
  void a_sound_compose_file_is_good_and_a_broken_one_is_named() throws Exception {
    Deployment deployment = Stacks.on(new FakeMachine(), home);
    assertThat(only(new ComposeFileCheckup(deployment), Inputs.with(Map.of())).state())
        .isEqualTo(State.GOOD);

    Files.writeString(home.resolve("compose.yaml"), "services: [");

    Finding broken = only(new ComposeFileCheckup(deployment), Inputs.with(Map.of()));
    assertThat(broken.state()).isEqualTo(State.BAD);
    assertThat(broken.text()).contains("compose.yaml");
  }

  @Test
  void an_image_is_missing_only_when_the_engine_says_so() throws Exception {
    var machine = new FakeMachine();
    var images = new ImagesCheckup(Stacks.on(machine, home));

    machine.refuses("podman image inspect", 125, "Error: inspecting object: x: image not known");
    assertThat(only(images, Inputs.with(Map.of())).text()).contains(" are missing: ");

    machine.refuses("podman image inspect", 125, "Error: too many open files");
    Finding unasked = only(images, Inputs.with(Map.of()));
    assertThat(unasked.state()).isEqualTo(State.UNKNOWN);
    assertThat(unasked.text()).startsWith("podman could not inspect image ");

    Files.writeString(home.resolve("compose.yaml"), "services: [");
    Finding unread = only(images, Inputs.with(Map.of()));
    assertThat(unread.state()).isEqualTo(State.UNKNOWN);
    assertThat(unread.text()).contains("compose.yaml");
  }

  @Test
  void a_port_that_a_stranger_holds_is_named_with_its_holder() throws Exception {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = stranger.getLocalPort();
      var deployment = Stacks.on(new FakeMachine().answers("podman ps", ""), home);
      var input = Inputs.with(Map.of("port.web", Integer.toString(port)));

      Finding finding =
          new PortsCheckup(deployment, List.of("web"), new PortHolders()).look(input).getFirst();

      assertThat(finding.state()).isEqualTo(State.DOUBTFUL);
      assertThat(finding.text())
          .contains("port " + port + " (web)", Long.toString(ProcessHandle.current().pid()));
      assertThat(finding.mend()).contains("alternate-port");
    }
  }

  @Test
  void whose_a_held_port_is_stays_unknown_while_the_engine_does_not_list() throws Exception {
    var blind = new FakeMachine().refuses("podman", 125, "Error: database is locked");

    for (FakeMachine machine : List.of(blind, new FakeMachine())) {
      var checkup =
          new PortsCheckup(Stacks.on(machine, home), List.of("web", "store"), nothingIsFree());

      List<Finding> findings = checkup.look(Inputs.with(Map.of()));

      assertThat(findings).extracting(Finding::state).containsOnly(State.UNKNOWN);
      assertThat(findings.getFirst().text())
          .startsWith("port 8000 (web) is held by ")
          .contains("whether that is the stack itself is not known: ");
      assertThat(findings.getFirst().mend()).contains("end nothing");
    }
  }

  @Test
  void a_port_that_this_user_may_not_open_is_not_told_as_held() throws Exception {
    var machine = new FakeMachine().answers("podman ps", "").user(4711);

    Finding finding =
        only(
            new PortsCheckup(Stacks.on(machine, home), List.of("web"), nothingIsFree()),
            Inputs.with(Map.of("port.web", "80")));

    assertThat(finding.state()).isEqualTo(State.DOUBTFUL);
    assertThat(finding.text())
        .isEqualTo("port 80 (web) may not be opened by this user; nobody is seen to listen there");
    assertThat(finding.mend()).contains("1024");
  }

  /** Every port refuses to be opened, and nobody is seen to listen on any. */
  private static PortHolders nothingIsFree() {
    return new PortHolders(Path.of("nowhere")) {
      @Override
      public boolean isFree(int port) {
        return false;
      }
    };
  }

  @Test
  void what_rootless_containers_lack_is_said_one_by_one() throws Exception {
    List<Finding> findings =
        new RootlessCheckup(new FakeMachine().user(4711)).look(Inputs.with(Map.of()));

    assertThat(findings).extracting(Finding::text).contains("newuidmap is not installed");
    assertThat(findings).extracting(Finding::mend).contains("apt-get install uidmap");
    assertThat(new RootlessCheckup(new FakeMachine()).look(Inputs.with(Map.of())))
        .extracting(Finding::state)
        .containsExactly(State.GOOD);
  }

  private static Finding only(Checkup checkup, StepInput input) throws Exception {
    List<Finding> findings = checkup.look(input);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static StepInput nothingKnown() {
    var time = TickedTime.at("2026-01-01T00:00:00Z");
    return new StepInput(
        "look",
        new Values(Map.of(), Map.of()),
        time.instant().plus(Duration.ofMinutes(1)),
        time,
        Progress.SILENT);
  }
}
