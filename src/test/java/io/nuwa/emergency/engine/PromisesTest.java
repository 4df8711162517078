package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A judge that finds nothing wrong with anything would be worth nothing. */
class PromisesTest {
  @TempDir Path home;

  @Test
  void finds_a_blocker_resolved_that_was_never_measured() {
    finds(List.of(new Event.BlockerResolved("B-1", "NuWa")));
  }

  @Test
  void finds_a_blocker_resolved_on_a_measurement_from_before_the_last_step() {
    finds(
        List.of(
            reads(Verdict.PASS),
            new Event.StepSucceeded(new StepKey("B-1", "a", "one"), "", Map.of(), List.of()),
            new Event.BlockerResolved("B-1", "NuWa")));
  }

  @Test
  void finds_a_blocker_resolved_on_a_red_gate() {
    finds(List.of(reads(Verdict.WARN), new Event.BlockerResolved("B-1", "NuWa")));
  }

  @Test
  void finds_a_go_without_every_blocker() {
    finds(
        List.of(
            reads(Verdict.PASS),
            new Event.BlockerResolved("B-1", "NuWa"),
            new Event.DecisionMade(Decision.GO, List.of())));
  }

  @Test
  void finds_a_remedy_beyond_its_budget() {
    finds(
        List.of(
            new Event.RemedyTried(
                "B-1",
                "unheard-of",
                new Symptom("gate up", FailureClass.TIMEOUT, Map.of()),
                RemedyOutcome.APPLIED,
                "",
                Map.of(),
                List.of())));
  }

  @Test
  void finds_a_blocker_given_up_without_anybody_being_asked() {
    finds(List.of(new Event.BlockerFailed("B-1", "")));
  }

  private static Event reads(Verdict verdict) {
    return new Event.GateMeasured(
        "B-1",
        "up",
        new Reading(verdict, OptionalDouble.of(1), "", Instant.EPOCH),
        Optional.empty(),
        List.of());
  }

  private void finds(List<Event> events) {
    Plan plan = new Rehearsal(home).plan();
    assertThatThrownBy(() -> Promises.areKept(plan, events)).isInstanceOf(AssertionError.class);
  }
}
