package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.Assignment;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked when a ladder is spent. */
class AskedRoleTest {
  @TempDir Path home;

  @Test
  void the_role_that_handles_the_failure_is_asked_and_not_the_owner() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.step(
        "a/one",
        input ->
            new StepResult.Failed(
                Failure.of(FailureClass.PORT_IN_USE, "port 8000 is held", "8000: in use")));

    RunState end = rehearsal.drive();

    Assignment asked = end.blocker("B-1").assigned().orElseThrow();
    assertThat(asked.role()).isEqualTo("Porter");
    assertThat(asked.diagnosedAt()).contains(asked.since());
    assertThat(asked.workEnded()).isTrue();
    assertThat(rehearsal.events())
        .contains(
            new Event.RoleAssigned("B-1", "Porter", FailureClass.PORT_IN_USE, "port 8000 is held"));
  }

  @Test
  void the_owner_is_asked_about_what_nobody_handles() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.step(
        "a/one",
        input ->
            new StepResult.Failed(Failure.of(FailureClass.NO_SPACE, "no space left", "ENOSPC")));

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-1").assigned().orElseThrow().role()).isEqualTo("NuWa");
  }
}
