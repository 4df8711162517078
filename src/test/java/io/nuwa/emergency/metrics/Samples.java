package io.nuwa.emergency.metrics;

import io.nuwa.emergency.cli.ShippedPlan;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of the shipped plan in the middle of its life, so that every figure has something to say.
 */
public final class Samples {
  /** When the time box began. */
  public static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

  /** Twenty hours later. */
  public static final Instant NOW = START.plus(Duration.ofHours(20));

  /** The shipped plan. */
  public static final Plan PLAN = ShippedPlan.read(ShippedPlan.text());

  private Samples() {}

  /** B-1 is resolved, B-2 was given up after some remedies, B-3 is pending. */
  public static RunState state() {
    var events = new ArrayList<Event>();
    events.add(started());
    events.add(new Event.RoundStarted("B-1", 1));
    events.add(tried("B-1", "gate ports", RemedyOutcome.NOT_APPLICABLE));
    events.add(tried("B-1", "gate ports", RemedyOutcome.APPLIED));
    events.add(judged("B-1", "gate ports", true));
    events.add(reads("B-1", "containers", Verdict.PASS, OptionalDouble.of(5)));
    events.add(reads("B-1", "ports", Verdict.PASS, OptionalDouble.of(4)));
    events.add(new Event.BlockerResolved("B-1", "FrontEndBot"));
    events.add(new Event.RoundStarted("B-2", 1));
    events.add(reads("B-2", "pass-rate", Verdict.WARN, OptionalDouble.of(92.5)));
    events.add(reads("B-2", "failed-cases", Verdict.UNKNOWN, OptionalDouble.empty()));
    events.add(reads("B-2", "rows", Verdict.PASS, OptionalDouble.of(21_200)));
    events.add(new Event.CheckpointReached("6h", true, Severity.YELLOW, "tasks have run"));
    events.add(new Event.CheckpointReached("18h", false, Severity.RED, "B-2 is not resolved"));
    events.add(
        new Event.RoleAssigned("B-2", "CIOrchestrator", FailureClass.TEST_FAILURE, "two failed"));
    events.add(new Event.BlockerFailed("B-2", "the ladder has ended"));
    return fold(events);
  }

  /** The state after these, an hour after one another. */
  static RunState fold(List<Event> events) {
    var entries = new ArrayList<Entry>();
    for (Event event : events) {
      entries.add(
          new Entry(entries.size() + 1, START.plus(Duration.ofHours(entries.size())), event));
    }
    return RunState.fold(entries).orElseThrow();
  }

  static Event started() {
    return new Event.RunStarted(
        "run-1",
        PLAN.name(),
        PLAN.digest(),
        PLAN.title(),
        PLAN.timeBox().length(),
        PLAN.timeBox().checkEvery(),
        BlockerOutline.of(PLAN),
        Map.of());
  }

  /** A watch that has seen and done something. */
  public static WatchFigures watch() {
    return WatchFigures.begun("1.2.3", START.plusSeconds(60))
        .checked(START.plus(Duration.ofHours(6)), Duration.ofMillis(1500))
        .checked(START.plus(Duration.ofHours(12)), Duration.ofMillis(2500))
        .signalled(START.plus(Duration.ofHours(13)))
        .repaired(Duration.ofMillis(430));
  }

  /** All of it. */
  public static MetricsPage page() {
    return MetricsPage.of(Optional.of(state()), PLAN, watch(), NOW);
  }

  static Event reads(String blocker, String gate, Verdict verdict, OptionalDouble value) {
    return new Event.GateMeasured(
        blocker,
        gate,
        new Reading(verdict, value, "", START.plusSeconds(90)),
        Optional.empty(),
        List.of());
  }

  private static Event tried(String blocker, String subject, RemedyOutcome outcome) {
    return new Event.RemedyTried(
        blocker,
        "alternate-port",
        Symptom.ofGate(
            subject.substring("gate ".length()), Failure.of(FailureClass.PORT_IN_USE, "taken", "")),
        outcome,
        "",
        Map.of(),
        List.of());
  }

  private static Event judged(String blocker, String subject, boolean moved) {
    return new Event.RemedyJudged(
        blocker, subject, "alternate-port", FailureClass.PORT_IN_USE, moved, "");
  }
}
