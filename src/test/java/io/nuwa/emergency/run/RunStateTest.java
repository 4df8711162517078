package io.nuwa.emergency.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStateTest {
  private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");
  private static final StepKey STEP = new StepKey("B-1", "deploy", "up");

  private static RunState state(Event... events) {
    var entries = new ArrayList<Entry>();
    entries.add(
        new Entry(
            1,
            AT,
            new Event.RunStarted(
                "r",
                "p",
                "d",
                "t",
                Duration.ofHours(48),
                Duration.ofHours(6),
                List.of(
                    new BlockerOutline(
                        "B-1", "t", "o", List.of(new BlockerOutline.GateOutline("g", "g")))),
                Map.of())));
    for (Event event : events) {
      entries.add(new Entry(entries.size() + 1, AT.plusSeconds(entries.size()), event));
    }
    return RunState.fold(entries).orElseThrow();
  }

  private static Event reads(Verdict verdict) {
    return new Event.GateMeasured(
        "B-1",
        "g",
        new Reading(verdict, OptionalDouble.of(1), "", AT),
        Optional.empty(),
        List.of());
  }

  @Test
  void a_blocker_cannot_be_resolved_while_a_gate_does_not_read_pass() {
    for (Verdict verdict : List.of(Verdict.WARN, Verdict.ALERT, Verdict.UNKNOWN)) {
      assertThatThrownBy(
              () ->
                  state(
                      new Event.RoundStarted("B-1", 1),
                      reads(verdict),
                      new Event.BlockerResolved("B-1", "o")))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("B-1 is in_progress");
    }
    assertThatThrownBy(
            () -> state(new Event.RoundStarted("B-1", 1), new Event.BlockerResolved("B-1", "o")))
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void go_needs_every_blocker_resolved() {
    assertThatThrownBy(() -> state(new Event.DecisionMade(Decision.GO, List.of())))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("0 of 1");
  }

  @Test
  void a_reopened_blocker_takes_the_decision_back() {
    RunState state =
        state(
            new Event.RoundStarted("B-1", 1),
            reads(Verdict.PASS),
            new Event.BlockerResolved("B-1", "o"),
            new Event.DecisionMade(Decision.GO, List.of("all")),
            reads(Verdict.ALERT),
            new Event.BlockerReopened("B-1", "g", "red"));
    assertThat(state.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(state.blocker("B-1").status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(state.blocker("B-1").resolvedAt()).isEmpty();
  }

  @Test
  void a_step_that_began_and_did_not_end_is_in_flight() {
    RunState state = state(new Event.RoundStarted("B-1", 1), new Event.StepStarted(STEP, 1));
    assertThat(state.blocker("B-1").inFlight()).contains(STEP);
    assertThat(state.blocker("B-1").done()).isEmpty();
  }

  @Test
  void a_new_round_forgets_the_steps_of_the_one_before() {
    RunState state =
        state(
            new Event.RoundStarted("B-1", 1),
            new Event.StepStarted(STEP, 1),
            new Event.StepSucceeded(STEP, "done", Map.of(), List.of()),
            new Event.RoundStarted("B-1", 2));
    assertThat(state.blocker("B-1").done()).isEmpty();
    assertThat(state.blocker("B-1").round()).isEqualTo(2);
  }

  @Test
  void steps_need_work_in_progress_and_known_blockers() {
    assertThatThrownBy(() -> state(new Event.StepStarted(STEP, 1)))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("pending");
    assertThatThrownBy(() -> state(new Event.RoundStarted("B-9", 1)))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("B-9");
  }

  @Test
  void what_remedies_did_is_still_known_when_their_budgets_are_whole_again() {
    RunState state =
        state(
            new Event.RoundStarted("B-1", 1),
            tried("alternate-port", RemedyOutcome.NOT_APPLICABLE),
            tried("alternate-port", RemedyOutcome.FAILED),
            tried("alternate-port", RemedyOutcome.APPLIED),
            new Event.RemedyJudged(
                "B-1", "gate g", "alternate-port", FailureClass.PORT_IN_USE, false, ""),
            tried("alternate-port", RemedyOutcome.APPLIED),
            new Event.RemedyJudged(
                "B-1", "gate g", "alternate-port", FailureClass.PORT_IN_USE, true, ""),
            reads(Verdict.PASS),
            new Event.BlockerResolved("B-1", "o"),
            new Event.BlockerReopened("B-1", "g", "red"),
            tried("unpause", RemedyOutcome.APPLIED));
    Repairs repairs = state.blocker("B-1").repairs();
    assertThat(repairs.tally(FailureClass.PORT_IN_USE, "alternate-port").used()).isZero();
    assertThat(repairs.history())
        .containsOnly(
            Map.entry("port-in-use/alternate-port", new RemedyHistory(2, 1, 1, 1, 1)),
            Map.entry("port-in-use/unpause", new RemedyHistory(1, 0, 0, 0, 0)));
  }

  private static Event tried(String remedy, RemedyOutcome outcome) {
    return new Event.RemedyTried(
        "B-1",
        remedy,
        Symptom.ofGate("g", Failure.of(FailureClass.PORT_IN_USE, "taken", "")),
        outcome,
        "",
        Map.of(),
        List.of());
  }

  @ParameterizedTest(name = "{0} with success {1} and alert {2} is {3}")
  @CsvSource({
    "95,  >= 95, < 85, PASS",
    "94.9,>= 95, < 85, WARN",
    "85,  >= 95, < 85, WARN",
    "84.9,>= 95, < 85, ALERT",
    "1,   <= 1,  > 2,  PASS",
    "2,   <= 1,  > 2,  WARN",
    "3,   <= 1,  > 2,  ALERT",
    "5,   == 5,  < 5,  PASS",
    "6,   == 5,  < 5,  WARN",
    "NaN, == 5,  < 5,  UNKNOWN",
  })
  void a_number_is_judged_by_both_thresholds(
      double value, String success, String alert, Verdict verdict) {
    assertThat(
            Verdict.of(
                value,
                Threshold.parse(success).orElseThrow(),
                Threshold.parse(alert).orElseThrow()))
        .isEqualTo(verdict);
  }
}
