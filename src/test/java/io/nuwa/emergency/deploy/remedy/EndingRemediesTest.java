package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may end a container that runs, and what it may rest on. */
class EndingRemediesTest {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final String CHECK = "podman healthcheck run id-web";

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private Deployment deployment;

  @BeforeEach
  void both_run_and_are_healthy() throws Exception {
    deployment = Stacks.on(machine, home);
    runs("running");
    machine
        .answers("podman healthcheck run", "")
        .answers("podman stop", "")
        .answers("podman start", "")
        .answers("podman rm", "")
        .answers("docker-compose", "");
  }

  @Test
  void one_that_is_seen_to_fail_is_restarted_in_place() throws Exception {
    assertThat(((RemedyResult.Applied) restart(failing(FailureClass.NOT_READY))).summary())
        .isEqualTo("restarted week2-web-1; 2 of 2 healthy");
    assertThat(machine.commands()).contains("podman stop id-web", "podman start id-web");
  }

  @Test
  void for_a_measurement_that_timed_out_it_is_asked_again_and_stays() throws Exception {
    assertThat(((RemedyResult.NotApplicable) restart(failing(FailureClass.TIMEOUT))).reason())
        .isEqualTo("asked again: 1 of 1 healthy");
    assertNothingEnded();
  }

  @Test
  void one_that_fails_each_time_that_it_is_asked_again_is_restarted() throws Exception {
    machine.refuses(CHECK, 1, "unhealthy");

    restart(failing(FailureClass.TIMEOUT));

    assertThat(machine.commands().stream().filter(CHECK::equals).limit(3)).hasSize(3);
    assertThat(machine.commands()).contains("podman stop id-web", "podman start id-web");
  }

  @Test
  void nothing_that_runs_is_ended_while_the_machine_is_saturated() throws Exception {
    machine.saturated("33 processes want to run on 2 processors");

    for (Remedy remedy :
        List.of(
            new RestartContainer(deployment, WITHIN), new RecreateContainer(deployment, WITHIN))) {
      assertThat(remedy.apply(failing(FailureClass.NOT_READY), Inputs.with(Map.of())))
          .isEqualTo(
              new RemedyResult.NotApplicable(
                  "the machine is saturated (33 processes want to run on 2 processors): nothing"
                      + " that runs is ended meanwhile"));
    }
    assertNothingEnded();
  }

  @Test
  void one_that_is_off_its_network_is_made_anew_however_busy_the_machine_is() throws Exception {
    machine.saturated("33 processes want to run on 2 processors");

    recreate(failing(FailureClass.NETWORK_MISSING));

    assertThat(machine.commands()).contains("podman rm --force id-web");
  }

  @Test
  void one_that_the_engine_restarts_again_and_again_is_not_restarted_by_us() throws Exception {
    Inspections.on(machine, web().replace("\"Id\":", "\"RestartCount\": 5, \"Id\":"));

    assertThat(((RemedyResult.NotApplicable) restart(failing(FailureClass.NOT_READY))).reason())
        .isEqualTo("no container in question runs");
  }

  @Test
  void an_older_build_is_not_restarted_in_place() throws Exception {
    var old =
        new Failure(
            FailureClass.NOT_READY,
            "web runs an older build",
            "",
            Map.of("services", "web", "new-container", "needed"));

    assertThat(restart(old)).isInstanceOf(RemedyResult.NotApplicable.class);
  }

  @Test
  void volumes_without_a_name_are_handed_on() throws Exception {
    Inspections.on(
        machine,
        web()
            .replace(
                "\"Id\":",
                "\"Mounts\": [{\"Type\": \"volume\", \"Name\": \""
                    + "0123456789abcdef".repeat(4)
                    + "\", \"Destination\": \"/data\"}], \"Id\":"),
        store());
    String up =
        "docker-compose -p week2 -f HOME/compose.yaml --env-file HOME/secrets.env up -d"
                .replace("HOME", home.toString())
            + " --force-recreate --no-deps web";

    recreate(failing(FailureClass.NOT_READY));

    assertThat(machine.commands()).contains(up).noneMatch(one -> one.startsWith("podman rm"));
  }

  @Test
  void a_database_that_keeps_its_data_in_itself_is_left_to_a_person() throws Exception {
    Inspections.on(
        machine,
        web().replace("\"Config\": {", "\"Config\": {\"Image\": \"docker.io/library/mysql:8\", "));

    assertThat(((RemedyResult.NotApplicable) recreate(failing(FailureClass.NOT_READY))).reason())
        .startsWith("week2-web-1 holds its data itself");
    assertNothingEnded();
  }

  @Test
  void what_somebody_runs_once_is_not_removed() throws Exception {
    Inspections.on(
        machine,
        web(),
        store(),
        web().replace("id-web", "id-once").replace("oneoff\": \"False", "oneoff\": \"True"));

    recreate(failing(FailureClass.NOT_READY));

    assertThat(machine.commands())
        .contains("podman rm --force id-web")
        .doesNotContain("podman rm --force id-once");
  }

  @Test
  void only_the_replica_in_trouble_is_touched() throws Exception {
    Inspections.on(
        machine, web(), web().replace("id-web", "id-web2").replace("web-1", "web-2"), store());
    var one =
        new Failure(
            FailureClass.NOT_READY,
            "one of two",
            "",
            Map.of("services", "web", "containers", "week2-web-2"));

    restart(one);
    recreate(one);

    assertThat(machine.commands())
        .contains("podman stop id-web2", "podman start id-web2", "podman rm --force id-web2")
        .doesNotContain("podman stop id-web", "podman rm --force id-web");
  }

  @Test
  void a_port_at_which_nobody_answers_names_the_service_that_publishes_it() throws Exception {
    var silent =
        Failure.of(FailureClass.NOT_READY, "http://127.0.0.1:8000/ does not answer", "")
            .at(URI.create("http://127.0.0.1:8000/health"));

    restart(silent);

    assertThat(machine.commands()).contains("podman stop id-web", "podman start id-web");
  }

  @Test
  void a_port_of_another_machine_names_nobody_here() throws Exception {
    var elsewhere =
        Failure.of(FailureClass.NOT_READY, "it does not answer", "")
            .at(URI.create("http://192.0.2.7:8000/"));

    assertThat(restart(elsewhere)).isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(((RemedyResult.NotApplicable) recreate(elsewhere)).reason())
        .isEqualTo("the failure names no service of the stack");
  }

  @Test
  void a_stop_that_nobody_pursues_is_ended_and_its_container_started_again() throws Exception {
    Inspections.on(
        machine,
        web()
            .replace("\"running\"", "\"stopping\"")
            .replace(
                "\"ExitCode\":",
                "\"Pid\": 4711, \"StartedAt\": \"2026-01-01T00:00:00Z\", \"ExitCode\":"),
        store());
    machine.runs(4711).whenKilled(() -> runs("running"));

    restart(failing(FailureClass.NOT_READY));

    assertThat(machine.commands())
        .containsSubsequence("kill 4711", "podman start id-web")
        .noneMatch(one -> one.startsWith("podman rm"));
  }

  private void assertNothingEnded() {
    assertThat(machine.commands())
        .noneMatch(
            one ->
                one.startsWith("podman rm")
                    || one.startsWith("podman stop")
                    || (one.startsWith("docker-compose") && one.contains(" up ")));
  }

  private RemedyResult restart(Failure failure) throws InterruptedException {
    return new RestartContainer(deployment, WITHIN).apply(failure, Inputs.with(Map.of()));
  }

  private RemedyResult recreate(Failure failure) throws InterruptedException {
    return new RecreateContainer(deployment, WITHIN)
        .apply(failure, Inputs.with(Map.of("engine.compose", "docker-compose")));
  }

  private static Failure failing(FailureClass kind) {
    return new Failure(kind, "web fails", "", Map.of("service", "web", "services", "web"));
  }

  private void runs(String status) {
    Inspections.on(machine, web().replace("\"running\"", "\"" + status + "\""), store());
  }

  private static String web() {
    return Inspections.of("week2", "web", "running", 0, 8000);
  }

  private static String store() {
    return Inspections.of("week2", "store", "running", 0, 5432);
  }
}
