package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Says of checkpoints whose time has come whether what they expect is true. */
public final class CheckpointJudge {
  private CheckpointJudge() {}

  /** The checkpoints that are due at {@code now} and not recorded yet, judged on {@code state}. */
  public static List<Event.CheckpointReached> due(Plan plan, RunState state, Instant now) {
    return plan.timeBox().checkpoints().stream()
        .filter(point -> !state.checkpoints().containsKey(point.id()))
        .filter(point -> !now.isBefore(state.startedAt().plus(point.at())))
        .map(point -> judge(point, state))
        .toList();
  }

  static Event.CheckpointReached judge(Checkpoint point, RunState state) {
    List<String> missing =
        switch (point.expectation()) {
          case Expectation.TasksRun e ->
              e.blockers().stream().filter(id -> !tasksRan(state.blocker(id))).toList();
          case Expectation.Resolved e ->
              e.blockers().stream()
                  .filter(id -> state.blocker(id).status() != Status.RESOLVED)
                  .toList();
          case Expectation.GateReads e -> gateReads(e, state) ? List.of() : List.of(e.blocker());
        };
    return new Event.CheckpointReached(
        point.id(), missing.isEmpty(), point.otherwise(), reason(point, missing, state));
  }

  /** Its gates were measured: that happens only after all its tasks have run. */
  private static boolean tasksRan(BlockerState blocker) {
    return switch (blocker.status()) {
      case PENDING -> false;
      case RESOLVED, PARTIALLY_RESOLVED, FAILED -> true;
      case IN_PROGRESS -> blocker.readings().size() == blocker.outline().gates().size();
    };
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
