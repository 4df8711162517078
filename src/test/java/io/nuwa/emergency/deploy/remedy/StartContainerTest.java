package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartContainerTest {
  private static final int PID = 4711;
  private static final String STATUS = "/v4.0.0/libpod/containers/id-web/json";
  private static final String LOOK = "GET " + STATUS;
  private static final String START = "POST /v4.0.0/libpod/containers/id-web/start";
  private static final Failure CLOSED =
      new Failure(FailureClass.NOT_READY, "web is closed", "", Map.of("port", "8000"));
  private static final Failure STORE =
      new Failure(FailureClass.KILLED, "store is exited", "", Map.of("service", "store"));

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine().answers("podman start", "");
  private Deployment deployment;
  private int before;

  @BeforeEach
  void seen_while_it_ran() throws Exception {
    deployment = Stacks.on(machine, home);
    listed("running", 0);
    var containers = new Containers(new Engine(EngineKind.PODMAN, "", machine));
    deployment.seen().saw(((Listing.Known) containers.ofProject("week2")).containers());
  }

  /** Between its end and being forgotten it can be started, and is forgotten all the same. */
  @Test
  void one_that_somebody_removes_by_force_is_looked_at_when_they_have_done_so() throws Exception {
    killed()
        .serves(START, 204, "")
        .endsContainers(3, () -> machine.serves(STATUS, 404, "{\"cause\": \"no such container\"}"));
    Inspections.on(machine);

    apply(CLOSED);

    assertThat(asked()).contains(LOOK).doesNotContain(START);
  }

  @Test
  void one_that_somebody_has_started_meanwhile_is_left_to_them() throws Exception {
    killed()
        .serves(START, 204, "")
        .endsContainers(1, () -> machine.serves(STATUS, 200, status("running", PID + 1)));

    var overtaken = (RemedyResult.Overtaken) apply(CLOSED);

    assertThat(overtaken.reason()).isEqualTo("left week2-web-1 to whoever restarted it");
    assertThat(asked()).doesNotContain(START);
  }

  @Test
  void somebody_who_ends_containers_for_ever_is_waited_for_ten_seconds() throws Exception {
    killed().serves(START, 204, "").endsContainers(1_000, () -> {});
    var input = Inputs.with(Map.of());
    var began = input.time().instant();

    assertThat(new StartContainer(deployment).apply(CLOSED, input))
        .isInstanceOf(RemedyResult.Applied.class);

    assertThat(Duration.between(began, input.time().instant())).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void the_engine_is_asked_again_until_the_death_has_come_round_to_it() throws Exception {
    killed().serves(START, 304, "");
    listed("exited", 137);

    assertThat(apply(CLOSED)).isInstanceOf(RemedyResult.Applied.class);

    // Ten times at once; then as it is listed, where "so already" is as good as done.
    assertThat(asked()).filteredOn(START::equals).hasSize(11);
    assertThat(asked()).anyMatch(command -> command.startsWith("podman ps"));
  }

  @Test
  void one_that_somebody_restarts_is_left_to_them() throws Exception {
    machine
        .servesFirst(STATUS, 200, status("stopping"))
        .servesFirst(STATUS, 200, status("stopping"))
        .serves(STATUS, 200, status("running"))
        .serves(START, 204, "");

    var overtaken = (RemedyResult.Overtaken) apply(CLOSED);

    assertThat(overtaken.reason()).isEqualTo("left week2-web-1 to whoever restarted it");
    assertThat(asked()).contains(LOOK).doesNotContain(START);
  }

  @Test
  void one_that_somebody_stopped_is_started_when_they_have_done_so() throws Exception {
    machine
        .servesFirst(STATUS, 200, status("stopping"))
        .serves(STATUS, 200, status("exited"))
        .serves(START, 204, "");
    listed("exited", 143);

    var applied = (RemedyResult.Applied) apply(CLOSED);

    assertThat(applied.summary()).isEqualTo("started week2-web-1");
    assertThat(asked().getLast()).isEqualTo(START);
  }

  @Test
  void one_that_is_stopped_and_not_cleared_up_is_started_when_it_is() throws Exception {
    machine
        .servesFirst(STATUS, 200, status("stopped"))
        .servesFirst(STATUS, 200, status("stopped"))
        .serves(STATUS, 200, status("exited"))
        .serves(START, 204, "");

    var applied = (RemedyResult.Applied) apply(CLOSED);

    assertThat(applied.summary()).isEqualTo("started week2-web-1, whose process 4711 had ended");
    assertThat(asked()).containsExactly(LOOK, LOOK, LOOK, LOOK, START);
  }

  /** Started before the engine has forgotten it, its process would live on unknown to anybody. */
  @Test
  void one_that_somebody_removes_is_not_started() throws Exception {
    machine
        .servesFirst(STATUS, 200, status("exited", 0))
        .serves(STATUS, 404, "{\"cause\": \"no such container\"}")
        .serves(START, 204, "");

    apply(CLOSED);

    assertThat(asked()).contains(LOOK).doesNotContain(START);
  }

  @Test
  void one_that_was_asked_to_end_is_left_to_who_asked_for_a_second() throws Exception {
    machine
        .servesFirst(STATUS, 200, "{\"State\": {\"Status\": \"exited\", \"ExitCode\": 143}}")
        .serves(STATUS, 200, status("running", 4712))
        .serves(START, 204, "");

    var overtaken = (RemedyResult.Overtaken) apply(CLOSED);

    assertThat(overtaken.reason()).isEqualTo("left week2-web-1 to whoever restarted it");
    assertThat(asked()).doesNotContain(START);
  }

  @Test
  void one_that_failed_is_started_at_once() throws Exception {
    machine
        .serves(STATUS, 200, "{\"State\": {\"Status\": \"exited\", \"ExitCode\": 1}}")
        .serves(START, 204, "");

    assertThat(apply(CLOSED)).isInstanceOf(RemedyResult.Applied.class);

    assertThat(asked()).containsExactly(LOOK, START);
  }

  @Test
  void one_that_was_killed_is_started_before_it_is_cleared_up() throws Exception {
    killed().serves(START, 204, "");

    var applied = (RemedyResult.Applied) apply(CLOSED);

    assertThat(applied.summary()).isEqualTo("started week2-web-1, whose process 4711 had ended");
    assertThat(asked()).containsExactly(LOOK, START);
  }

  @Test
  void one_that_nobody_clears_up_is_started_after_a_second() throws Exception {
    machine.serves(STATUS, 200, status("stopped")).serves(START, 204, "");

    assertThat(apply(CLOSED)).isInstanceOf(RemedyResult.Applied.class);

    assertThat(asked()).endsWith(LOOK, START).hasSizeGreaterThan(100);
  }

  @Test
  void one_with_a_restart_policy_is_left_to_the_engine() throws Exception {
    sawWithRestartPolicy();
    machine
        .servesFirst(STATUS, 200, status("running", PID))
        .servesFirst(STATUS, 200, status("exited", 0))
        .serves(STATUS, 200, status("running", PID + 1))
        .serves(START, 204, "");

    var overtaken = (RemedyResult.Overtaken) apply(CLOSED);

    assertThat(overtaken.reason())
        .isEqualTo("left week2-web-1 to its restart policy, which started it");
    assertThat(asked()).contains(LOOK).doesNotContain(START);
  }

  @Test
  void one_that_its_restart_policy_does_not_bring_back_is_started() throws Exception {
    sawWithRestartPolicy();
    machine.serves(STATUS, 200, status("exited", 0)).serves(START, 204, "");

    var applied = (RemedyResult.Applied) apply(CLOSED);

    assertThat(applied.summary()).isEqualTo("started week2-web-1, whose process 4711 had ended");
    assertThat(asked()).endsWith(LOOK, START).hasSizeGreaterThan(100);
  }

  private FakeMachine killed() {
    return machine.serves(STATUS, 200, "{\"State\": {\"Status\": \"stopped\", \"ExitCode\": 137}}");
  }

  private void sawWithRestartPolicy() throws Exception {
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace("\"OOMKilled\"", "\"Pid\": " + PID + ", \"OOMKilled\"")
            .replace("\"Name\": \"\"", "\"Name\": \"always\""));
    var containers = new Containers(new Engine(EngineKind.PODMAN, "", machine));
    deployment.seen().saw(((Listing.Known) containers.ofProject("week2")).containers());
    assertThat(deployment.seen().ended(machine))
        .allMatch(one -> one.restarts().policy())
        .hasSize(1);
  }

  private static String status(String word, int pid) {
    return "{\"State\": {\"Status\": \"%s\", \"Pid\": %d}}".formatted(word, pid);
  }

  private static String status(String word) {
    return "{\"State\": {\"Status\": \"%s\"}}".formatted(word);
  }

  @Test
  void one_whose_process_lives_is_left_alone() throws Exception {
    machine.runs(PID).serves(START, 204, "");

    assertThat(apply(CLOSED)).isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(asked()).doesNotContain(START);
  }

  @Test
  void one_that_is_not_in_question_is_left_alone() throws Exception {
    machine.serves(START, 204, "");

    assertThat(apply(STORE)).isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(asked()).doesNotContain(START);
  }

  @Test
  void one_that_nobody_saw_is_started_as_it_is_listed() throws Exception {
    deployment.seen().saw(List.of());
    listed("exited", 137);

    var applied = (RemedyResult.Applied) apply(CLOSED);

    assertThat(applied.summary()).isEqualTo("started week2-web-1");
    assertThat(asked().getLast()).isEqualTo("podman start id-web");
    assertThat(applied.evidence().getFirst().text()).doesNotContain("hunter2");
  }

  private void listed(String status, int exitCode) {
    Inspections.on(
        machine,
        Inspections.of("week2", "web", status, exitCode, 8000)
            .replace("\"OOMKilled\"", "\"Pid\": " + PID + ", \"OOMKilled\""));
  }

  /** What was asked of the machine by the remedy. */
  private List<String> asked() {
    return machine.commands().subList(before, machine.commands().size());
  }

  private RemedyResult apply(Failure failure) throws Exception {
    before = machine.commands().size();
    return new StartContainer(deployment).apply(failure, Inputs.with(Map.of()));
  }
}
