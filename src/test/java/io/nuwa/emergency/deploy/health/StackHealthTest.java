package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Inspections;
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
