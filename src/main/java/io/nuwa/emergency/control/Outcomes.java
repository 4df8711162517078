package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.GoWork;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a state means for whoever asked for work on it. */
final class Outcomes {
  /** What a machine lacks when one of these is the last word. */
  private static final Set<FailureClass> LACKING =
      Set.of(FailureClass.ENGINE_MISSING, FailureClass.PERMISSION, FailureClass.NO_SPACE);

  private Outcomes() {}

  /**
   * Says it.
   *
   * @param selected what was asked for; empty for all of it
   */
  static Outcome of(Plan plan, Catalog catalog, Set<String> selected, RunState state, Instant now) {
    List<BlockerState> open =
        state.blockers().values().stream()
            .filter(b -> selected.isEmpty() || selected.contains(b.outline().id()))
            .filter(b -> b.status() != Status.RESOLVED)
            .toList();
    // A GO that was taken back and is green again is followed by its tasks at the next full look.
    boolean owed =
        (state.decision() == Decision.GO || !state.allResolved())
            && GoWork.isOwed(plan, catalog, state);
    if (state.decided() && state.decision() == Decision.NO_GO) {
      // What was mended after the time box does not change what was decided at its end.
      return Outcome.LATE;
    }
    if (open.isEmpty()) {
      return owed ? Outcome.NOT_RESOLVED : Outcome.DONE;
    }
    if (state.decision() == Decision.NO_GO || !now.isBefore(state.deadline())) {
      return Outcome.LATE;
    }
    if (open.stream().anyMatch(blocker -> gaveUpOn(blocker, LACKING))) {
      return Outcome.ENVIRONMENT;
    }
    return open.stream().anyMatch(b -> gaveUpOn(b, Set.of(FailureClass.CONFIGURATION)))
        ? Outcome.CONFIGURATION
        : Outcome.NOT_RESOLVED;
  }

  private static boolean gaveUpOn(BlockerState blocker, Set<FailureClass> kinds) {
    return blocker.assigned().filter(assigned -> kinds.contains(assigned.kind())).isPresent();
  }
}
