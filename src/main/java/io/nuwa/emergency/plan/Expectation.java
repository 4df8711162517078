package io.nuwa.emergency.plan;

import java.util.List;

/** What a checkpoint expects. */
public sealed interface Expectation {

  /** Every task of these blockers has run to an end, whatever its gates say. */
  record TasksRun(List<String> blockers) implements Expectation {
    public TasksRun {
      blockers = List.copyOf(blockers);
    }
  }

  /** These blockers are resolved. */
  record Resolved(List<String> blockers) implements Expectation {
    public Resolved {
      blockers = List.copyOf(blockers);
    }
  }

  /** The last measurement of a gate satisfies a threshold, which may be milder than the gate's. */
  record GateReads(String blocker, String gate, Threshold threshold) implements Expectation {}
}
