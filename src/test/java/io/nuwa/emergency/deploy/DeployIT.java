package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers, real faults. Needs an engine, a compose provider and the base image. */
class DeployIT {
  @TempDir Path home;
  private RealStack stack;

  @BeforeEach
  void prepare() throws Exception {
    stack = new RealStack(home);
  }

  @AfterEach
  void clean_up() throws Exception {
    stack.remove();
  }

  @Test
  void only_what_is_broken_is_touched() throws Exception {
    assertThat(stack.up()).isInstanceOf(StepResult.Done.class);
    assertThat(stack.facts).containsEntry("container.web", stack.container("web").name());
    assertThat(stack.healthy().text()).isEqualTo("2 of 2 healthy");
    assertThat(stack.openPorts().value()).isEqualTo(2);
    Container web = stack.container("web");
    Container store = stack.container("store");

    stack.engine("kill", "--signal", "KILL", store.id());
    Measurement.Measured broken = stack.healthy();

    // Podman says "stopped" until it has cleaned up behind the process, then "exited".
    assertThat(broken.text()).matches("1 of 2 healthy: store is (stopped|exited) \\(code 137\\)");
    assertThat(broken.cause().orElseThrow().kind()).isEqualTo(FailureClass.KILLED);
    assertThat(stack.up()).isInstanceOf(StepResult.Done.class);
    assertThat(stack.healthy().value()).isEqualTo(2);
    assertThat(stack.container("web")).isEqualTo(web);
    assertThat(stack.container("store").id()).isEqualTo(store.id());
  }

  @Test
  void one_container_is_stopped_started_and_restarted() throws Exception {
    stack.up();
    Container store = stack.container("store");

    assertThat(stack.ours().stop(store)).isEmpty();
    assertThat(stack.healthy().text()).startsWith("1 of 2 healthy: store is");
    assertThat(stack.ours().start(store)).isEmpty();
    assertThat(stack.ours().start(store)).isEmpty();
    assertThat(stack.healthy().value()).isEqualTo(2);
    String process = stack.engine("inspect", "--format", "{{.State.Pid}}", store.id()).stdout();
    assertThat(stack.ours().restart(store, Time.system())).isEmpty();

    assertThat(stack.engine("inspect", "--format", "{{.State.Pid}}", store.id()).stdout())
        .isNotEqualTo(process);
    assertThat(stack.healthy().value()).isEqualTo(2);
    assertThat(stack.container("store").id()).isEqualTo(store.id());
  }

  @Test
  void what_runs_an_older_build_of_its_image_is_named_at_once() throws Exception {
    stack.up();
    // From the second time on nobody is asked what a name stands for, unless a name changed.
    for (int i = 0; i < 2; i++) {
      assertThat(stack.healthy().text()).isEqualTo("2 of 2 healthy");
    }

    stack.isBuilt("localhost/emergency/postgres:dev");
    assertThat(stack.healthy().text())
        .startsWith("0 of 2 healthy: store runs an older build of " + stack.image);
    stack.isBuilt(RealStack.BASE);
    assertThat(stack.healthy().text()).isEqualTo("2 of 2 healthy");
  }

  @Test
  void a_paused_container_is_named_and_goes_on() throws Exception {
    stack.up();
    stack.engine("pause", stack.container("store").id());

    Measurement.Measured broken = stack.healthy();

    assertThat(broken.text()).isEqualTo("1 of 2 healthy: store is paused");
    assertThat(stack.apply("unpause", broken.cause().orElseThrow()))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(stack.healthy().value()).isEqualTo(2);
  }

  @Test
  void one_that_runs_and_is_not_healthy_is_made_anew_and_the_other_stays() throws Exception {
    stack.up();
    Container web = stack.container("web");
    String old = stack.container("store").id();
    stack.engine("exec", old, "rm", "/tmp/ready");

    Measurement.Measured broken = stack.healthy();

    assertThat(broken.text()).startsWith("1 of 2 healthy: store is running, but its health check");
    assertThat(stack.apply("recreate-container", broken.cause().orElseThrow()))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(stack.healthy().value()).isEqualTo(2);
    assertThat(stack.container("store").id()).isNotEqualTo(old);
    assertThat(stack.container("web")).isEqualTo(web);
  }

  @Test
  void a_port_that_a_stranger_holds_is_moved() throws Exception {
    String port = stack.facts.get("port.web");
    try (var stranger =
        new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
      Failure failure = failure(stack.up());

      assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
      assertThat(failure.details()).containsEntry("port", port);
      assertThat(stack.containers()).noneMatch(Container::neverStarted);
      assertThat(stack.apply("remove-stale-container", failure))
          .isInstanceOf(RemedyResult.NotApplicable.class);
      assertThat(((RemedyResult.Applied) stack.apply("alternate-port", failure)).summary())
          .contains("pid " + ProcessHandle.current().pid());
      assertThat(stack.up()).isInstanceOf(StepResult.Done.class);
      assertThat(stranger.isBound()).isTrue();
    }
    assertThat(stack.facts.get("port.web")).isNotEqualTo(port);
    assertThat(stack.openPorts().value()).isEqualTo(2);
    assertThat(stack.healthy().value()).isEqualTo(2);
  }

  @Test
  void a_left_over_of_ours_gives_the_port_back() throws Exception {
    String port = stack.facts.get("port.web");
    stack.leftOver(stack.project + "_left_over", port);

    Failure failure = failure(stack.up());

    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(stack.apply("remove-stale-container", failure))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(stack.up()).isInstanceOf(StepResult.Done.class);
    assertThat(stack.facts).containsEntry("port.web", port);
  }

  @Test
  void at_the_deadline_the_failure_names_the_service_and_its_last_words() throws Exception {
    stack.facts.put("ready", "no");

    Failure failure = failure(stack.up(Duration.ofSeconds(4)));

    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.summary()).startsWith("1 of 2 healthy: web is running, but its health");
    assertThat(failure.evidence()).contains("made for a test");
  }

  private static Failure failure(StepResult result) {
    return ((StepResult.Failed) result).failure();
  }
}
