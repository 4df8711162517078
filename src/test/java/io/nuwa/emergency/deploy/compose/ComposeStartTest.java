package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeStartTest {
  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private final Foresight foresight = new Foresight();
  private ComposeStart start;

  @BeforeEach
  void prepare() throws Exception {
    start = new ComposeStart(Stacks.on(machine, home), List.of(), foresight);
    machine.answers("podman ps", "").answers("podman rm", "").answers("podman unpause", "");
  }

  @Test
  void the_provider_gets_project_file_ports_and_secrets() throws Exception {
    machine.answers("podman-compose", "started");

    start.run(List.of(), Inputs.with(Map.of("port.web", "18000")));

    assertThat(machine.commands())
        .contains("podman-compose -p week2 -f " + home.resolve("compose.yaml") + " up -d");
    assertThat(machine.environmentOf("podman-compose"))
        .containsEntry("WEB_PORT", "18000")
        .containsEntry("STORE_PORT", "5432")
        .containsEntry("POSTGRES_PASSWORD", "hunter2hunter2")
        .containsEntry("COMPOSE_PROFILES", "");
  }

  @Test
  void no_secret_is_left_in_what_is_kept() throws Exception {
    machine.refuses("podman-compose", 1, "bad option POSTGRES_PASSWORD=hunter2hunter2");

    Failure failure = failure(start.run(List.of(), Inputs.with(Map.of())));

    assertThat(failure.summary() + failure.evidence())
        .contains("POSTGRES_PASSWORD=***")
        .doesNotContain("hunter2");
  }

  @Test
  void a_held_port_is_reported_with_its_number() throws Exception {
    machine.refuses(
        "podman-compose", 126, "Error: listen tcp4 127.0.0.1:8000: bind: address already in use");

    Failure failure = failure(start.run(List.of(), Inputs.with(Map.of())));

    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(failure.details()).containsEntry("port", "8000");
  }

  @Test
  void a_port_that_is_held_already_is_reported_and_the_provider_never_asked() throws Exception {
    machine.answers("podman-compose", "started").holds(8000);

    Failure failure = failure(start.run(List.of(), Inputs.with(Map.of())));

    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(failure.details()).containsEntry("port", "8000").containsEntry("service", "web");
    assertThat(machine.commands()).noneMatch(command -> command.endsWith(" up -d"));
  }

  /** What was ended a moment ago holds it for a moment longer. */
  @Test
  void on_the_way_back_a_held_port_is_waited_for() throws Exception {
    machine.answers("podman-compose", "started").holds(8000);
    StepInput input = Inputs.with(Map.of());
    var began = input.time().instant();

    assertThat(failure(start.from(Map.of("web", "0123456789ab"), input)).kind())
        .isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(input.time().instant()).isAfterOrEqualTo(began.plusSeconds(10));
  }

  @Test
  void what_a_failed_start_only_created_does_not_survive_as_a_trap() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "running", 0, 5432),
        Inspections.of("week2", "web", "created", 0, 8000));
    machine.refuses("podman-compose", 126, "listen tcp4 :8000: bind: address already in use");

    start.run(List.of(), Inputs.with(Map.of()));

    assertThat(machine.commands())
        .filteredOn(command -> command.startsWith("podman rm"))
        .containsExactly("podman rm --force id-web");
  }

  /** Debian 12's podman-compose ends with 0 whatever its podman run said. */
  @Test
  void a_provider_that_never_fails_is_not_believed() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "running", 0, 5432),
        Inspections.of("week2", "web", "created", 0, 8000));
    machine.answers(
        "podman-compose",
        "Error: rootlessport listen tcp 127.0.0.1:8000: bind: address already in use");

    Failure failure = failure(start.run(List.of(), Inputs.with(Map.of())));

    assertThat(failure.summary()).isEqualTo("podman-compose up -d did not start web");
    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(machine.commands()).contains("podman rm --force id-web");
  }

  @Test
  void what_such_a_provider_has_started_is_believed() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "store", "running", 0, 5432),
        Inspections.of("week2", "web", "running", 0, 8000));
    machine.answers("podman-compose", "started");

    assertThat(start.run(List.of(), Inputs.with(Map.of())))
        .isEqualTo(new Compose.Outcome.Succeeded("started"));
  }

  @Test
  void a_paused_container_goes_on_before_the_provider_is_asked() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "web", "paused", 0, 8000));
    machine.answers("podman-compose", "started");

    start.run(List.of(), Inputs.with(Map.of()));

    assertThat(machine.commands())
        .containsSubsequence(
            "podman unpause id-web",
            "podman-compose -p week2 -f " + home.resolve("compose.yaml") + " up -d");
  }

  @Test
  void what_compose_will_ask_podman_is_asked_ahead() throws Exception {
    Path engine = home.resolve("engine.sock");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(engine));
      machine
          .serves("/_ping", new HttpAnswer(200, "HTTP/1.0 200 OK\r\nApi-Version: 1.41", "OK"))
          .answers("docker-compose -p", "started");

      assertThat(start.run(List.of(), composeV2At(engine)))
          .isInstanceOf(Compose.Outcome.Succeeded.class);

      String host = machine.environmentOf("docker-compose -p").get("DOCKER_HOST");
      assertThat(host).startsWith("unix:///").isNotEqualTo("unix://" + engine);
      assertThat(Path.of(host.substring("unix://".length()))).doesNotExist();
    }
  }

  @Test
  void what_a_step_before_has_asked_is_not_asked_again() throws Exception {
    Path socket = home.resolve("engine.sock");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      machine
          .serves("/_ping", new HttpAnswer(200, "HTTP/1.0 200 OK\r\nApi-Version: 1.41", "OK"))
          .answers("docker-compose -p", "started");
      foresight.expect(new Engine(EngineKind.PODMAN, "unix://" + socket, machine));

      start.run(List.of(), composeV2At(socket));
      assertThat(machine.commands()).containsOnlyOnce("GET /_ping");
      start.run(List.of(), composeV2At(socket));

      assertThat(machine.commands().stream().filter("GET /_ping"::equals)).hasSize(2);
    }
  }

  @Test
  void an_engine_that_says_no_version_of_its_api_is_left_to_compose() throws Exception {
    Path engine = home.resolve("engine.sock");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(engine));
      machine.serves("/_ping", 200, "OK").answers("docker-compose -p", "started");

      start.run(List.of(), composeV2At(engine));

      assertThat(machine.environmentOf("docker-compose -p"))
          .containsEntry("DOCKER_HOST", "unix://" + engine);
    }
  }

  private static StepInput composeV2At(Path engine) {
    return Inputs.with(
        Map.of(Compose.FACT, "docker-compose", Engine.HOST_FACT, "unix://" + engine));
  }

  private static Failure failure(Compose.Outcome outcome) {
    return ((Compose.Outcome.Failed) outcome).failure();
  }
}
