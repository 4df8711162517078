package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.compose.Compositions;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

  @Test
  void a_service_is_healthy_when_each_of_its_replicas_is() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(machine, replica(1, "running"), replica(2, "exited"));

    Survey survey = survey(service(2, Composition.Ending.NEVER, "", "web")).survey();

    assertThat(survey.text()).isEqualTo("0 of 1 healthy: week2-web-2 is exited (code 0)");
    assertThat(survey.failure("").orElseThrow().details())
        .containsEntry("services", "web")
        .containsEntry("containers", "week2-web-2");
  }

  @Test
  void a_replica_that_is_missing_is_named() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(machine, replica(1, "running"));

    assertThat(survey(service(2, Composition.Ending.NEVER, "", "web")).survey().text())
        .isEqualTo("0 of 1 healthy: one of web has no container");
  }

  @Test
  void both_replicas_that_run_are_one_healthy_service() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(machine, replica(1, "running"), replica(2, "running"));

    assertThat(survey(service(2, Composition.Ending.NEVER, "", "web")).survey().text())
        .isEqualTo("1 of 1 healthy");
  }

  @Test
  void of_a_service_without_replicas_no_container_is_expected() throws Exception {
    Inspections.on(machine);

    assertThat(survey(service(0, Composition.Ending.NEVER, "", "web")).survey().text())
        .isEqualTo("1 of 1 healthy");
  }

  /** The check is its image's, which other services run for good. */
  @Test
  void one_that_another_waits_for_is_done_when_it_has_ended_well_whatever_check_its_image_has()
      throws Exception {
    Inspections.on(machine, replica(1, "exited"));
    assertThat(survey(service(1, Composition.Ending.AWAITED, "", "web")).survey().text())
        .isEqualTo("1 of 1 healthy");
    assertThat(survey(service(1, Composition.Ending.ALLOWED, "", "web")).survey().text())
        .startsWith("0 of 1 healthy: ")
        .contains("exited (code 0)");
  }

  @Test
  void one_that_has_done_its_work_is_done_and_one_that_failed_is_not() throws Exception {
    Inspections.on(machine, unchecked("exited", 0));
    assertThat(survey(service(1, Composition.Ending.ALLOWED, "", "web")).survey().text())
        .isEqualTo("1 of 1 healthy");

    Inspections.on(machine, unchecked("exited", 3));
    assertThat(survey(service(1, Composition.Ending.ALLOWED, "", "web")).survey().text())
        .isEqualTo("0 of 1 healthy: web is exited (code 3)");

    Inspections.on(machine, unchecked("exited", 0));
    assertThat(survey(service(1, Composition.Ending.NEVER, "", "web")).survey().text())
        .isEqualTo("0 of 1 healthy: web is exited (code 0)");
  }

  @Test
  void a_container_that_is_not_what_the_compose_file_says_now_waits_for_execute() throws Exception {
    runs("web");
    machine.answers("podman image inspect", "old");

    Failure failure =
        survey(service(1, Composition.Ending.NEVER, "c1", "web"))
            .survey()
            .failure("")
            .orElseThrow();

    assertThat(failure.summary())
        .isEqualTo(
            "0 of 1 healthy: web runs with another configuration than the compose file says now");
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.details()).containsKey(Failure.BY_EXECUTE);
  }

  @Test
  void one_that_is_not_what_was_deployed_though_the_file_is_the_same_is_repaired()
      throws Exception {
    runs("web");
    machine.answers("podman image inspect", "old");

    Failure failure =
        survey(service(1, Composition.Ending.NEVER, "c1", "web"), Map.of("config.web", "c1"))
            .survey()
            .failure("")
            .orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.details())
        .containsKey(Survey.NEW_CONTAINER)
        .doesNotContainKey(Failure.BY_EXECUTE);
  }

  @Test
  void one_that_may_still_fail_because_it_has_only_begun_is_not_known() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace(
                "\"true\"]", "\"true\"], \"StartPeriod\": 600000000000, \"Timeout\": 1000000000")
            .replace("\"ExitCode\":", "\"StartedAt\": \"2025-12-31T23:59:50Z\", \"ExitCode\":"));

    var unknown =
        (StackHealth.Answer.Unknown) survey(HealthCheck.Result.failing("its health check fails"));

    assertThat(unknown.failure().kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(unknown.failure().summary())
        .isEqualTo(
            "web is running, but its health check fails, and may do so for the first 600 s"
                + " (start_period)");
  }

  @Test
  void a_check_that_fails_once_of_the_times_that_it_may_is_healthy() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(machine, Inspections.of("week2", "web", "running", 0, 8000));
    var results =
        new ArrayDeque<>(
            List.of(
                HealthCheck.Result.failing("its health check fails"), HealthCheck.Result.HEALTHY));

    assertThat(text(results::remove)).isEqualTo("1 of 1 healthy");
  }

  @Test
  void a_check_that_fails_as_often_as_its_retries_is_unhealthy() throws Exception {
    machine.answers("podman image inspect", "old");
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace("\"true\"]", "\"true\"], \"Retries\": 2"));
    var results =
        new ArrayDeque<>(
            List.of(
                HealthCheck.Result.failing("its health check fails"),
                HealthCheck.Result.failing("its health check fails"),
                HealthCheck.Result.HEALTHY));

    assertThat(text(results::remove))
        .isEqualTo("0 of 1 healthy: web is running, but its health check fails");
  }

  private String text(Supplier<HealthCheck.Result> results) throws Exception {
    var answer =
        new StackHealth(
                new Engine(EngineKind.PODMAN, "", machine),
                "week2",
                2,
                new ImageNames(),
                (container, patience) -> results.get())
            .survey(List.of("web"), Inputs.with(Map.of()));
    return ((StackHealth.Answer.Surveyed) answer).survey().text();
  }

  private static String replica(int number, String status) {
    return Inspections.of("week2", "web", status, 0, 8000)
        .replace("id-web", "id-web" + number)
        .replace("week2-web-1", "week2-web-" + number);
  }

  private static String unchecked(String status, int exitCode) {
    return Inspections.of("week2", "web", status, exitCode, 8000)
        .replace("\"Healthcheck\": {\"Test\": [\"CMD-SHELL\", \"true\"]}", "\"User\": \"\"");
  }

  private static Composition service(
      int replicas, Composition.Ending ending, String hash, String name) {
    return new Composition(
        Map.of(
            name,
            new Composition.Service(
                hash, "", List.of(), replicas, ending, Set.of(), Set.of(), Map.of())));
  }

  private StackHealth.Answer.Surveyed survey(Composition composition) throws Exception {
    return survey(composition, Map.of());
  }

  private StackHealth.Answer.Surveyed survey(Composition composition, Map<String, String> facts)
      throws Exception {
    return (StackHealth.Answer.Surveyed)
        new StackHealth(
                new Engine(EngineKind.PODMAN, "", machine),
                "week2",
                2,
                new ImageNames(),
                (container, patience) -> HealthCheck.Result.HEALTHY,
                new Compositions.Answer.Known(composition))
            .surveyAsComposed(List.of("web"), Inputs.with(facts));
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
