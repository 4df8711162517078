package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of checkpoints whose time has come whether what they expect is true. */
public final class CheckpointJudge {
  /** What a look may come behind a checkpoint's time without being called late. */
  private static final Duration PROMPT = Duration.ofMinutes(1);

  private CheckpointJudge() {}

  /**
   * The checkpoints that are due at {@code now} and not recorded yet, earliest first, judged on
   * {@code state}: nothing may have happened in it after their time, or they are judged on what
   * came too late. One that came while nobody looked says so. Readings count for a checkpoint only
   * where they were taken within its bound before its time.
   */
  public static List<Event.CheckpointReached> due(Plan plan, RunState state, Instant now) {
    if (plan.timeBox().checkpoints().isEmpty()) {
      return List.of();
    }
    var due = new ArrayList<Event.CheckpointReached>();
    // A loop, because it is asked before every record.
    for (Checkpoint point : plan.timeBox().checkpoints()) {
      Instant at = state.startedAt().plus(point.at());
      if (!now.isBefore(at) && !state.checkpoints().containsKey(point.id())) {
        due.add(judge(point, state, plan.timeBox().checkEvery(), Duration.between(at, now)));
      }
    }
    return due;
  }

  private static Event.CheckpointReached judge(
      Checkpoint point, RunState state, Duration every, Duration behind) {
    Duration late =
        behind.compareTo(PROMPT) < 0 ? Duration.ZERO : Duration.ofSeconds(behind.toSeconds());
    Instant at = state.startedAt().plus(point.at());
    Instant oldest = at.minus(point.freshWithin().orElse(every));
    List<String> missing =
        switch (point.expectation()) {
          case Expectation.TasksRun e ->
              e.blockers().stream()
                  .filter(id -> !state.blocker(id).tasksRan())
                  .map(id -> id + " is " + state.blocker(id).status().id())
                  .toList();
          case Expectation.Resolved e ->
              e.blockers().stream()
                  .flatMap(id -> unresolved(state.blocker(id), oldest, at).stream())
                  .toList();
          case Expectation.GateReads e -> unread(e, state, oldest, at).stream().toList();
        };
    String reason =
        missing.isEmpty()
            ? wanted(point)
            : wanted(point) + "; not so: " + String.join(", ", missing);
    String when =
        late.isZero()
            ? ""
            : "; judged " + late.toMinutes() + " min late, on what was known at its time";
    return new Event.CheckpointReached(
        point.id(), missing.isEmpty(), point.otherwise(), reason + when, late);
  }

  /** What a blocker lacks to be resolved as its gates read at the time; empty when nothing. */
  private static Optional<String> unresolved(BlockerState blocker, Instant oldest, Instant at) {
    String id = blocker.outline().id();
    if (blocker.status() != Status.RESOLVED) {
      return Optional.of(id + " is " + blocker.status().id());
    }
    return blocker.readings().entrySet().stream()
        .filter(reading -> reading.getValue().at().isBefore(oldest))
        .map(reading -> aged(id + "/" + reading.getKey(), reading.getValue(), at))
        .findFirst();
  }

  private static Optional<String> unread(
      Expectation.GateReads expected, RunState state, Instant oldest, Instant at) {
    BlockerState blocker = state.blocker(expected.blocker());
    Reading reading = blocker.readings().get(expected.gate());
    boolean reads =
        reading != null
            && reading.value().isPresent()
            && expected.threshold().holds(reading.value().getAsDouble());
    if (!reads) {
      return Optional.of(expected.blocker() + " is " + blocker.status().id());
    }
    return reading.at().isBefore(oldest)
        ? Optional.of(aged(expected.blocker() + "/" + expected.gate(), reading, at))
        : Optional.empty();
  }

  /** A reading of another time says nothing of this one. */
  private static String aged(String gate, Reading reading, Instant at) {
    return "%s was last measured %s before"
        .formatted(gate, shown(Duration.between(reading.at(), at)));
  }

  private static String shown(Duration age) {
    return age.toHours() > 0
        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
        : "%d min".formatted(age.toMinutes());
  }

  private static String wanted(Checkpoint point) {
    return switch (point.expectation()) {
      case Expectation.TasksRun e -> "tasks have run: " + String.join(", ", e.blockers());
      case Expectation.Resolved e -> "resolved: " + String.join(", ", e.blockers());
      case Expectation.GateReads e -> e.blocker() + "/" + e.gate() + " " + e.threshold();
    };
  }
}
