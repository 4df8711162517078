package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Severity;
import java.time.Duration;
import java.util.List;

/**
 * A checkpoint as a run remembers it, so that its clock can be shown without its plan.
 *
 * @param at counted from the start of the run
 * @param expects what must be true then
 * @param blockers which of them it is about
 * @param gate the gate that must read; empty unless it expects {@link Expects#GATE}
 * @param reads how, such as {@code >= 85}; empty like the gate
 * @param otherwise how bad it is when it is missed
 */
public record CheckpointOutline(
    String id,
    Duration at,
    Expects expects,
    List<String> blockers,
    String gate,
    String reads,
    Severity otherwise) {
  public CheckpointOutline {
    blockers = List.copyOf(blockers);
  }

  /** What a checkpoint can expect, in a plan's words. */
  public enum Expects {
    TASKS_RUN("tasks-run"),
    RESOLVED("resolved"),
    GATE("gate");

    private final String id;

    Expects(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  static CheckpointOutline of(Checkpoint point) {
    return switch (point.expectation()) {
      case Expectation.TasksRun e -> of(point, Expects.TASKS_RUN, e.blockers(), "", "");
      case Expectation.Resolved e -> of(point, Expects.RESOLVED, e.blockers(), "", "");
      case Expectation.GateReads e ->
          of(point, Expects.GATE, List.of(e.blocker()), e.gate(), e.threshold().toString());
    };
  }

  private static CheckpointOutline of(
      Checkpoint point, Expects expects, List<String> blockers, String gate, String reads) {
    return new CheckpointOutline(
        point.id(), point.at(), expects, blockers, gate, reads, point.otherwise());
  }
}
