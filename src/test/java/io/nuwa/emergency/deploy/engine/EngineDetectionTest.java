package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineDetectionTest {
  private static final Values NOTHING_KNOWN = new Values(Map.of(), Map.of());
  private static final String NO_DAEMON =
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon"
          + " running?";
  private static final String NOT_ALLOWED =
      "Cannot connect to Podman. Please verify your connection: unable to connect to Podman"
          + " socket: Get \"http://d/v4.3.1/libpod/_ping\": dial unix /run/podman/podman.sock:"
          + " connect: permission denied";

  private final FakeMachine machine = new FakeMachine();

  @Test
  void a_docker_whose_daemon_answers_is_taken() throws Exception {
    machine.answers("docker version", "28.2.2").answers("podman ps", "");

    assertThat(found(NOTHING_KNOWN).kind()).isEqualTo(EngineKind.DOCKER);
  }

  @Test
  void a_docker_client_without_a_daemon_is_no_engine() throws Exception {
    machine.refuses("docker version", 1, NO_DAEMON).answers("podman ps", "");

    assertThat(found(NOTHING_KNOWN).facts())
        .isEqualTo(Map.of("engine", "podman", "engine.host", ""));
  }

  @Test
  void a_docker_socket_that_is_not_allowed_is_not_skipped_in_silence() throws Exception {
    machine
        .refuses(
            "docker version",
            1,
            "permission denied while trying to connect to the Docker daemon socket")
        .answers("podman ps", "");

    assertThat(notFound(NOTHING_KNOWN).kind()).isEqualTo(FailureClass.PERMISSION);
  }

  @Test
  void a_podman_socket_that_is_not_allowed_names_the_socket() throws Exception {
    machine
        .variable("CONTAINER_HOST", "unix:///run/podman/podman.sock")
        .user(1001)
        .refuses("podman ps", 125, NOT_ALLOWED);

    Failure failure = notFound(NOTHING_KNOWN);

    assertThat(failure.kind()).isEqualTo(FailureClass.PERMISSION);
    assertThat(failure.summary()).contains("podman at unix:///run/podman/podman.sock");
    assertThat(failure.details()).containsEntry("socket", "/run/podman/podman.sock");
  }

  @Test
  void without_any_engine_the_message_says_what_to_run() throws Exception {
    Failure failure = notFound(NOTHING_KNOWN);

    assertThat(failure.kind()).isEqualTo(FailureClass.ENGINE_MISSING);
    assertThat(failure.summary())
        .contains("docker is not installed", "podman is not installed", "./scripts/setup.sh");
  }

  @Test
  void the_user_s_choice_leaves_the_other_engine_unasked() throws Exception {
    machine
        .variable("EMERGENCY_ENGINE", "podman")
        .answers("docker version", "28.2.2")
        .answers("podman ps", "");

    assertThat(found(NOTHING_KNOWN).kind()).isEqualTo(EngineKind.PODMAN);
    assertThat(machine.commands()).noneMatch(command -> command.startsWith("docker"));
  }

  @Test
  void a_choice_that_is_no_engine_is_the_user_s_to_mend() throws Exception {
    machine.variable("EMERGENCY_ENGINE", "lxc");

    Failure failure = notFound(NOTHING_KNOWN);

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("EMERGENCY_ENGINE is 'lxc'");
  }

  @Test
  void a_docker_client_on_a_podman_socket_is_podman() throws Exception {
    machine
        .variable("DOCKER_HOST", "unix:///run/podman/podman.sock")
        .answers("docker version --format {{.Server.Version}}", "4.3.1")
        .answers("docker version --format {{range", "Podman Engine,Conmon,")
        .answers("podman ps", "");

    assertThat(found(NOTHING_KNOWN).facts())
        .isEqualTo(Map.of("engine", "podman", "engine.host", "unix:///run/podman/podman.sock"));
  }

  @Test
  void a_socket_tells_podman_from_docker_without_a_program() throws Exception {
    machine
        .variable("DOCKER_HOST", "unix:///run/podman/podman.sock")
        .with("docker")
        .with("podman")
        .serves("/containers/json?limit=1", 200, "[]")
        .serves(
            "/_ping", new HttpAnswer(200, "HTTP/1.0 200 OK\r\nLibpod-Api-Version: 4.3.1", "OK"));

    assertThat(found(NOTHING_KNOWN).facts())
        .isEqualTo(Map.of("engine", "podman", "engine.host", "unix:///run/podman/podman.sock"));
    assertThat(machine.commands()).allMatch(command -> command.startsWith("GET "));
  }

  @Test
  void a_docker_daemon_at_a_socket_is_docker() throws Exception {
    machine
        .variable("DOCKER_HOST", "unix:///var/run/docker.sock")
        .with("docker")
        .with("podman")
        .serves("/containers/json?limit=1", 200, "[]")
        .serves("/_ping", new HttpAnswer(200, "HTTP/1.0 200 OK\r\nServer: Docker/28.2.2", "OK"));

    assertThat(found(NOTHING_KNOWN).kind()).isEqualTo(EngineKind.DOCKER);
  }

  @Test
  void what_the_run_settled_on_goes_before_the_environment() throws Exception {
    machine
        .variable("CONTAINER_HOST", "unix:///run/podman/podman.sock")
        .user(1001)
        .variable("XDG_RUNTIME_DIR", "/run/user/1001")
        .answers("podman ps", "");

    Engine engine = found(new Values(Map.of("engine", "podman", "engine.host", ""), Map.of()));

    assertThat(engine.host()).isEmpty();
    assertThat(machine.environmentOf("podman ps"))
        .containsEntry("CONTAINER_HOST", "")
        .containsEntry("DOCKER_HOST", "")
        .containsEntry("XDG_RUNTIME_DIR", "/run/user/1001");
  }

  @Test
  void an_engine_that_died_since_is_looked_for_anew() throws Exception {
    machine.refuses("docker version", 1, NO_DAEMON).answers("podman ps", "");

    Engine engine = found(new Values(Map.of("engine", "docker", "engine.host", ""), Map.of()));

    assertThat(engine.kind()).isEqualTo(EngineKind.PODMAN);
  }

  private Engine found(Values values) throws InterruptedException {
    return ((Detection.Found) new EngineDetection(machine).verify(values)).engine();
  }

  private Failure notFound(Values values) throws InterruptedException {
    return ((Detection.NotFound) new EngineDetection(machine).verify(values)).failure();
  }

  @Test
  void an_engine_that_is_slow_is_not_absent_and_no_other_one_is_taken() throws Exception {
    var slow = new FakeMachine();
    slow.says("docker version", new Completion(-1, "", "", Duration.ofSeconds(20), true))
        .answers("podman ps", "");

    var none =
        (Detection.NotFound) new EngineDetection(slow).current(new Values(Map.of(), Map.of()));

    assertThat(none.failure().kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(none.failure().summary())
        .isEqualTo(
            "the engine docker is there, and did not answer within 20 s: it is slow, or stuck");
  }
}
