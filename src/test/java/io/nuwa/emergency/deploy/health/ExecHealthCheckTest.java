package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Attachment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExecHealthCheckTest {
  private final FakeMachine machine = new FakeMachine();
  private final HealthCheck check = new ExecHealthCheck(new Engine(EngineKind.DOCKER, "", machine));

  @Test
  void a_shell_check_runs_in_the_container_s_shell() throws Exception {
    machine.answers("docker exec", "");

    var result = run("CMD-SHELL", "http-ready $PORT /health");

    assertThat(result.healthy()).isTrue();
    assertThat(machine.commands())
        .containsExactly("docker exec c1 /bin/sh -c http-ready $PORT /health");
  }

  @Test
  void a_plain_check_runs_without_a_shell() throws Exception {
    machine.refuses("docker exec", 2, "no response");

    var result = run("CMD", "pg_isready", "-q");

    assertThat(result.healthy()).isFalse();
    assertThat(result.text()).isEqualTo("its health check fails (code 2)");
    assertThat(machine.commands()).containsExactly("docker exec c1 pg_isready -q");
  }

  @Test
  void a_container_that_was_paused_meanwhile_is_to_be_listed_again() throws Exception {
    machine.refuses(
        "docker exec", 1, "Error response from daemon: Container c1 is paused, unpause it first");

    assertThat(run("CMD", "true").changed()).isTrue();
  }

  private HealthCheck.Result run(String... test) throws InterruptedException {
    var container =
        new Container(
            "c1",
            "web",
            "p",
            "web",
            "running",
            0,
            false,
            false,
            List.of(test),
            Set.of(),
            "",
            "",
            Attachment.UNKNOWN,
            0,
            Optional.empty());
    return check.run(container, Duration.ofSeconds(3));
  }
}
