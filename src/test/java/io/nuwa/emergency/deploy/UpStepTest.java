package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment starts, in which order, and what it leaves alone. */
class UpStepTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String STORE = "\"store\": {\"ports\": [{}]}";

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private Deployment deployment;

  @BeforeEach
  void compose_and_podman_answer() throws Exception {
    deployment = Stacks.on(machine, home);
    machine
        .answers("docker-compose", "")
        .answers(compose() + " --profile * config --hash", "web " + HASH + "\nstore " + HASH)
        .answers("podman healthcheck run", "")
        .answers("podman logs", "")
        .answers("podman rm", "")
        .answers("podman image inspect", "new");
    composed("\"web\": {\"ports\": [{}]}, " + STORE);
  }

  @Test
  void a_stack_without_conditions_is_started_in_one_go() throws Exception {
    Inspections.on(machine, running("store", "new"), running("web", "new"));

    run(false);

    assertThat(ups()).containsExactly("up -d");
  }

  @Test
  void what_was_deployed_is_recorded() throws Exception {
    Inspections.on(machine, running("store", "new"), running("web", "new"));

    assertThat(((StepResult.Done) run(false)).facts()).containsEntry("config.web", HASH);
  }

  @Test
  void who_waits_for_another_s_health_comes_after_it() throws Exception {
    composed(
        "\"web\": {\"depends_on\": {\"store\": {\"condition\": \"service_healthy\"}}}, " + STORE);
    Inspections.on(machine, running("store", "new"), running("web", "new"));

    run(false);

    assertThat(ups()).containsExactly("up -d store", "up -d web");
    assertThat(machine.commands().indexOf("podman healthcheck run id-store"))
        .isLessThan(machine.commands().indexOf(compose() + " up -d web"));
  }

  @Test
  void who_waits_for_what_does_not_get_healthy_is_not_started() throws Exception {
    composed(
        "\"web\": {\"depends_on\": {\"store\": {\"condition\": \"service_healthy\"}}}, " + STORE);
    Inspections.on(machine, Inspections.of("week2", "store", "exited", 3, 5432));

    Failure failure = ((StepResult.Failed) run(false)).failure();

    assertThat(failure.summary()).contains("store is exited (code 3)");
    assertThat(ups()).containsExactly("up -d store");
  }

  /** Podman would wait for the words that it has. */
  @Test
  void who_waits_for_words_that_were_cut_apart_is_started_alone() throws Exception {
    composed(
        "\"web\": {\"depends_on\": {\"store\": {\"condition\": \"service_healthy\"}}}, \"store\":"
            + " {\"healthcheck\": {\"test\": [\"CMD\", \"sh\", \"-c\", \"exit 0\"]}}");
    machine.answers("podman exec id-store sh -c exit 0", "");
    Inspections.on(machine, running("store", "new"), running("web", "new"));

    run(false);

    assertThat(ups()).containsExactly("up -d store", "up -d --no-deps web");
  }

  /** Compose waits for their end by itself, and would start them a second time with another one. */
  @Test
  void what_has_to_end_well_is_started_with_those_that_wait_for_it() throws Exception {
    composed(
        "\"web\": {\"depends_on\": {\"migrate\": {\"condition\":"
            + " \"service_completed_successfully\"}, \"store\": {\"condition\":"
            + " \"service_healthy\"}}}, \"migrate\": {}, "
            + STORE);
    Inspections.on(machine, running("store", "new"), running("web", "new"));

    run(false);

    assertThat(ups()).containsExactly("up -d migrate store", "up -d --no-deps web");
  }

  @Test
  void what_has_done_its_work_is_not_started_again() throws Exception {
    composed(
        "\"web\": {\"depends_on\": {\"migrate\": {\"condition\":"
            + " \"service_completed_successfully\"}}}, \"migrate\": {}, "
            + STORE);
    Inspections.on(machine, running("store", "new"), running("web", "new"), done("migrate", HASH));

    machine.answers(
        compose() + " --profile * config --hash",
        "web " + HASH + "\nmigrate " + HASH + "\nstore " + HASH);
    run(false);

    assertThat(ups()).containsExactly("up -d --no-deps store web");
  }

  @Test
  void what_was_edited_since_it_did_its_work_runs_again() throws Exception {
    composed("\"web\": {\"ports\": [{}]}, \"migrate\": {}, " + STORE);
    machine.answers(
        compose() + " --profile * config --hash",
        "web " + HASH + "\nmigrate " + HASH.replace('0', '1') + "\nstore " + HASH);
    Inspections.on(machine, running("store", "new"), running("web", "new"), done("migrate", HASH));

    run(false);

    assertThat(ups()).containsExactly("up -d");
  }

  @Test
  void a_watch_leaves_a_newer_build_to_execute() throws Exception {
    Inspections.on(machine, running("store", "new"), running("web", "old"));

    StepResult.Done done = (StepResult.Done) run(true);

    assertThat(ups()).containsExactly("up -d store");
    assertThat(done.summary())
        .isEqualTo(
            "project week2 is started; 'emergency execute' brings in the newer build of web");
  }

  @Test
  void a_newer_build_that_gets_healthy_stays() throws Exception {
    Inspections.on(machine, running("store", "new"), running("web", "old"));

    assertThat(run(false)).isInstanceOf(StepResult.Done.class);
    assertThat(ups()).containsExactly("up -d");
  }

  @Test
  void a_newer_build_that_cannot_start_makes_way_for_the_one_that_ran_before() throws Exception {
    Inspections.on(machine, running("store", "new"), running("web", "old"));
    machine
        .refuses("podman healthcheck run id-web", 125, "no such container")
        .refuses(compose() + " up -d", 1, "exec: perl: executable file not found");

    Failure failure = ((StepResult.Failed) run(false)).failure();

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).startsWith("the newer build of web does not get healthy");
    assertThat(machine.commands())
        .anyMatch(
            one ->
                one.startsWith(
                        "docker-compose -p week2 -f " + home.resolve("compose.yaml") + " -f ")
                    && one.endsWith(" up -d --no-deps web"));
  }

  @Test
  void one_that_has_gone_back_goes_back_again() throws Exception {
    Inspections.on(
        machine,
        running("store", "new"),
        running("web", "0123456789abcdef0123").replace("localhost/web:1", "0123456789ab"));
    machine
        .refuses("podman healthcheck run id-web", 125, "no such container")
        .refuses(compose() + " up -d", 1, "exec: perl: executable file not found");

    assertThat(((StepResult.Failed) run(false)).failure().summary())
        .startsWith("the newer build of web does not get healthy");
  }

  @Test
  void a_volume_that_the_run_has_seen_is_not_made_anew_without_its_data() throws Exception {
    Inspections.on(machine);
    machine
        .answers(compose() + " --profile * config", "volumes:\n  data:\n    name: week2_data\n")
        .refuses("podman volume inspect week2_data", 125, "Error: no such volume week2_data");

    Failure failure = ((StepResult.Failed) run(false, "volume.week2_data")).failure();

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary())
        .startsWith("the data of the volume week2_data are gone with it: nothing was started");
    assertThat(ups()).isEmpty();
  }

  @Test
  void a_volume_that_the_compose_file_no_longer_names_is_missed_by_nobody() throws Exception {
    Inspections.on(machine);
    machine
        .answers(compose() + " --profile * config", "services:\n  web: {}\n")
        .refuses("podman volume inspect week2_data", 125, "Error: no such volume week2_data");

    run(false, "volume.week2_data");

    assertThat(ups()).containsExactly("up -d");
  }

  private void composed(String services) {
    machine.answers(
        compose() + " --profile * config --format json", "{\"services\": {" + services + "}}");
  }

  private String compose() {
    return "docker-compose -p week2 -f HOME/compose.yaml --env-file HOME/secrets.env"
        .replace("HOME", home.toString());
  }

  private static String running(String service, String image) {
    return Inspections.of("week2", service, "running", 0, service.equals("web") ? 8000 : 5432)
        .replace("\"Id\":", "\"Image\": \"" + image + "\", \"Id\":")
        .replace("\"Config\": {", "\"Config\": {\"Image\": \"localhost/" + service + ":1\", ");
  }

  private static String done(String service, String hash) {
    return Inspections.of("week2", service, "exited", 0, 0)
        .replace("\"c0\"", "\"" + hash + "\"")
        .replace("\"Healthcheck\": {\"Test\": [\"CMD-SHELL\", \"true\"]}", "\"User\": \"\"");
  }

  private List<String> ups() {
    return machine.commands().stream()
        .filter(one -> one.startsWith(compose() + " up"))
        .map(one -> one.substring(compose().length() + 1))
        .toList();
  }

  private StepResult run(boolean watch, String... seen) throws InterruptedException {
    var facts = new TreeMap<>(Map.of("engine.compose", "docker-compose"));
    for (String one : seen) {
      facts.put(one, "seen");
    }
    StepInput given = Inputs.with(facts);
    return new UpStep(
            deployment, List.of(), Duration.ofSeconds(10), new Foresight(), new ImageNames())
        .run(
            new StepInput(
                given.run(),
                given.values(),
                given.deadline(),
                given.time(),
                given.progress(),
                watch));
  }
}
