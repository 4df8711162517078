package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run that a test writes event by event, seconds after each other. B-1 is due at 6 h and has
 * three rounds, B-2 is due at the end of the 48 h.
 */
final class Runs {
  static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  private RunState state;
  private Instant at = START;

  Runs() {
    this(
        new PlanClock(
            List.of(
                new Phase("one", "first", Duration.ZERO, Duration.ofHours(6)),
                new Phase("two", "second", Duration.ofHours(6), Duration.ofHours(48))),
            List.of(
                point("6h", 6, CheckpointOutline.Expects.TASKS_RUN, "", ""),
                point("18h", 18, CheckpointOutline.Expects.RESOLVED, "", ""),
                point("36h", 36, CheckpointOutline.Expects.GATE, "g", ">= 85")),
            List.of(
                new PlanClock.Limit("B-1", Optional.of(Duration.ofHours(6)), 3),
                new PlanClock.Limit("B-2", Optional.empty(), 3)),
            List.of(),
            List.of()));
  }

  Runs(PlanClock clock) {
    state =
        RunState.begin(
            new Entry(
                1,
                START,
                new Event.RunStarted(
                    "r",
                    "p",
                    "d",
                    "t",
                    Duration.ofHours(48),
                    Duration.ofHours(6),
                    List.of(outline("B-1"), outline("B-2")),
                    Map.of(),
                    clock)));
  }

  private static CheckpointOutline point(
      String id, int hours, CheckpointOutline.Expects expects, String gate, String reads) {
    return new CheckpointOutline(
        id, Duration.ofHours(hours), expects, List.of("B-1"), gate, reads, Severity.RED);
  }

  private static BlockerOutline outline(String id) {
    return new BlockerOutline(id, id, "NuWa", List.of(new BlockerOutline.GateOutline("g", "g")));
  }

  RunState state() {
    return state;
  }

  Instant at() {
    return at;
  }

  Runs after(long seconds, Event... events) {
    at = at.plusSeconds(seconds);
    for (Event event : events) {
      state = state.after(new Entry(state.sequence() + 1, at, event));
    }
    return this;
  }

  Clock clock() {
    return Clock.of(state, at);
  }

  static Event round(int round) {
    return new Event.RoundStarted("B-1", round);
  }

  static Event reads(double value) {
    Verdict verdict = value >= 95 ? Verdict.PASS : Verdict.ALERT;
    return new Event.GateMeasured(
        "B-1",
        "g",
        new Reading(verdict, OptionalDouble.of(value), "", START),
        Optional.empty(),
        List.of());
  }

  static Event resolved() {
    return new Event.BlockerResolved("B-1", "NuWa");
  }

  static Event remedy(RemedyOutcome outcome) {
    return new Event.RemedyTried(
        "B-1",
        "mend",
        new Symptom(
            Symptom.subject(new StepKey("B-1", "t", "s")),
            io.nuwa.emergency.failure.FailureClass.TIMEOUT,
            Map.of()),
        outcome,
        "",
        Map.of(),
        List.of());
  }
}
