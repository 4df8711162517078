package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says of checkpoints whose time has come whether what they expect is true. */
public final class CheckpointJudge {
  /** What a look may come behind a checkpoint's time without being called late. */
  private static final Duration PROMPT = Duration.ofMinutes(1);

  private CheckpointJudge() {}

  /**
   * The checkpoints that are due at {@code now} and not recorded yet, earliest first, judged on
   * {@code state}: nothing may have happened in it after their time, or they are judged on what
   * came too late. One that came while nobody looked says so.
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
        due.add(judge(point, state, Duration.between(at, now)));
      }
    }
    return due;
  }

  private static Event.CheckpointReached judge(Checkpoint point, RunState state, Duration behind) {
    Duration late =
        behind.compareTo(PROMPT) < 0 ? Duration.ZERO : Duration.ofSeconds(behind.toSeconds());
    List<String> missing =
        switch (point.expectation()) {
          case Expectation.TasksRun e ->
              e.blockers().stream().filter(id -> !state.blocker(id).tasksRan()).toList();
          case Expectation.Resolved e ->
              e.blockers().stream()
                  .filter(id -> state.blocker(id).status() != Status.RESOLVED)
                  .toList();
          case Expectation.GateReads e -> gateReads(e, state) ? List.of() : List.of(e.blocker());
        };
    String reason = reason(point, missing, state);
    String when =
        late.isZero()
            ? ""
            : "; judged " + late.toMinutes() + " min late, on what was known at its time";
    return new Event.CheckpointReached(
        point.id(), missing.isEmpty(), point.otherwise(), reason + when, late);
  }

  private static boolean gateReads(Expectation.GateReads expected, RunState state) {
    Reading reading = state.blocker(expected.blocker()).readings().get(expected.gate());
    return reading != null
        && reading.value().isPresent()
        && expected.threshold().holds(reading.value().getAsDouble());
  }

  private static String reason(Checkpoint point, List<String> missing, RunState state) {
    String wanted =
        switch (point.expectation()) {
          case Expectation.TasksRun e -> "tasks have run: " + String.join(", ", e.blockers());
          case Expectation.Resolved e -> "resolved: " + String.join(", ", e.blockers());
          case Expectation.GateReads e -> e.blocker() + "/" + e.gate() + " " + e.threshold();
        };
    return missing.isEmpty()
        ? wanted
        : wanted
            + "; not so: "
            + missing.stream()
                .map(id -> id + " is " + state.blocker(id).status().id())
                .collect(Collectors.joining(", "));
  }
}
