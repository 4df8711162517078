package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.FailureClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackHealthTest {
  private final FakeMachine machine = new FakeMachine();

  @Test
  void one_that_runs_an_older_build_is_not_healthy() throws Exception {
    runs("web");
    machine.answers("podman image inspect", "another");

    assertThat(((StackHealth.Answer.Surveyed) survey(HealthCheck.Result.HEALTHY)).survey().text())
        .isEqualTo("0 of 1 healthy: web runs an older build of localhost/web:1");
  }

  @Test
  void where_nobody_says_which_build_runs_nothing_is_healthy() throws Exception {
    runs("web");
    machine.refuses("podman image inspect", 125, "Error: too many open files");

    var unknown = (StackHealth.Answer.Unknown) survey(HealthCheck.Result.HEALTHY);

    assertThat(unknown.failure().summary())
        .isEqualTo("podman could not inspect image localhost/web:1");
  }

  @Test
  void what_is_amiss_in_any_case_is_said_all_the_same() throws Exception {
    runs("web");
    machine.refuses("podman image inspect", 125, "Error: too many open files");

    var surveyed =
        (StackHealth.Answer.Surveyed) survey(HealthCheck.Result.failing("its health check fails"));

    assertThat(surveyed.survey().text())
        .isEqualTo("0 of 1 healthy: web is running, but its health check fails");
  }

  @Test
  void what_fails_while_the_machine_is_saturated_is_not_known() throws Exception {
    runs("web");
    machine
        .answers("podman image inspect", "old")
        .saturated("33 processes want to run on 2 processors");

    var unknown =
        (StackHealth.Answer.Unknown) survey(HealthCheck.Result.failing("its health check fails"));

    assertThat(unknown.failure().kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(unknown.failure().details()).containsEntry("services", "web");
    assertThat(unknown.failure().summary())
        .isEqualTo(
            "web is running, but its health check fails while the machine is saturated: 33"
                + " processes want to run on 2 processors");
  }

  @Test
  void one_that_passes_on_a_saturated_machine_is_healthy() throws Exception {
    runs("web");
    machine.answers("podman image inspect", "old").saturated("33 want 2");

    assertThat(text(HealthCheck.Result.HEALTHY)).isEqualTo("1 of 1 healthy");
  }

  @Test
  void one_that_is_brought_back_again_and_again_is_not_healthy() throws Exception {
    restarted(3, "2025-12-31T23:59:20Z", "2025-12-31T23:59:50Z");

    assertThat(text(HealthCheck.Result.HEALTHY))
        .isEqualTo(
            "0 of 1 healthy: web was restarted 3 times by the engine after it died, and runs"
                + " again for 10 s only: it counts as healthy after 30 s");
  }

  @Test
  void one_that_has_run_for_longer_than_it_used_to_is_healthy_and_its_restarts_are_said()
      throws Exception {
    restarted(3, "2025-12-31T23:58:50Z", "2025-12-31T23:59:20Z");

    assertThat(text(HealthCheck.Result.HEALTHY))
        .isEqualTo("1 of 1 healthy (restarts by the engine: web 3)");
  }

  @Test
  void as_many_restarts_as_the_plan_allows_are_none() throws Exception {
    restarted(2, "2025-12-31T23:59:20Z", "2025-12-31T23:59:50Z");

    assertThat(text(HealthCheck.Result.HEALTHY))
        .isEqualTo("1 of 1 healthy (restarts by the engine: web 2)");
  }

  @Test
  void what_somebody_runs_once_is_not_the_service() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace("oneoff\": \"False", "oneoff\": \"True"));

    assertThat(text(HealthCheck.Result.HEALTHY)).isEqualTo("0 of 1 healthy: web has no container");
  }

  @Test
  void what_only_has_the_labels_is_not_the_service() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace("\"com.docker.compose.config-hash\": \"c0\", ", ""));

    assertThat(text(HealthCheck.Result.HEALTHY)).isEqualTo("0 of 1 healthy: web has no container");
  }

  private String text(HealthCheck.Result result) throws InterruptedException {
    return ((StackHealth.Answer.Surveyed) survey(result)).survey().text();
  }

  private void restarted(int times, String created, String started) {
    machine.answers("podman image inspect", "old");
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace(
                "\"Id\":",
                "\"RestartCount\": " + times + ", \"Created\": \"" + created + "\", \"Id\":")
            .replace("\"ExitCode\":", "\"StartedAt\": \"" + started + "\", \"ExitCode\":"));
  }

  private void runs(String service) {
    Inspections.on(
        machine,
        Inspections.of("week2", service, "running", 0, 8000)
            .replace("\"Id\":", "\"Image\": \"old\", \"Id\":")
            .replace("\"Config\": {", "\"Config\": {\"Image\": \"localhost/web:1\", "));
  }

  private StackHealth.Answer survey(HealthCheck.Result result) throws InterruptedException {
    return new StackHealth(
            new Engine(EngineKind.PODMAN, "", machine),
            "week2",
            2,
            new ImageNames(),
            (container, patience) -> result)
        .survey(List.of("web"), Inputs.with(Map.of()));
  }
}
