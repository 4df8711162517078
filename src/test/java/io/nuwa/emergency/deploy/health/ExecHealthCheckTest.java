package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExecHealthCheckTest {
  private final FakeMachine machine = new FakeMachine();
  private final HealthCheck check = new ExecHealthCheck(new Engine(EngineKind.DOCKER, "", machine));

  @Test
  void a_shell_check_runs_in_the_container_s_shell() throws Exception {
    machine.answers("docker exec", "");

    var result = run("CMD-SHELL", "http-ready $PORT /health");

    assertThat(result).isEqualTo(HealthCheck.Result.HEALTHY);
    assertThat(machine.commands())
        .containsExactly("docker exec c1 /bin/sh -c http-ready $PORT /health");
  }

  @Test
  void a_plain_check_runs_without_a_shell() throws Exception {
    machine.refuses("docker exec", 2, "no response");

    var result = run("CMD", "pg_isready", "-q");

    assertThat(result).isEqualTo(HealthCheck.Result.failing("its health check fails (code 2)"));
    assertThat(machine.commands()).containsExactly("docker exec c1 pg_isready -q");
  }

  @Test
  void a_container_that_was_paused_meanwhile_is_to_be_listed_again() throws Exception {
    machine.refuses(
        "docker exec", 1, "Error response from daemon: Container c1 is paused, unpause it first");

    assertThat(run("CMD", "true").changed()).isTrue();
  }

  @Test
  void a_daemon_that_is_away_says_nothing_of_the_container() throws Exception {
    String away = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.";
    machine.refuses("docker exec", 1, away);
    assertThat(run("CMD", "true")).isEqualTo(HealthCheck.Result.unasked(away));

    String full = "Error response from daemon: mkdir /run/docker/x: no space left on device";
    machine.refuses("docker exec", 1, full);
    assertThat(run("CMD", "true")).isEqualTo(HealthCheck.Result.unasked(full));
  }

  @Test
  void a_check_whose_program_is_missing_fails() throws Exception {
    machine.refuses(
        "docker exec", 127, "OCI runtime exec failed: exec: \"curl\": executable file not found");

    assertThat(run("CMD", "curl").outcome()).isEqualTo(HealthCheck.Outcome.FAILING);
  }

  private HealthCheck.Result run(String... test) throws InterruptedException {
    return check.run(Running.checkedBy(test), Duration.ofSeconds(3));
  }
}
