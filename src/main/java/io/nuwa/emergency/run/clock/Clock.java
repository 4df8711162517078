package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clock of a run's time box at one moment. A run whose journal does not know its plan's clock
 * has no phases and no checkpoints, and all its blockers are due at the end of the time box.
 *
 * @param phase the current one; empty before the first, after the last, and where there is none
 * @param checkpoints in the order of their times
 * @param deadlines one a blocker, in the order of the plan
 */
public record Clock(Optional<Phase> phase, List<Point> checkpoints, List<Due> deadlines) {
  public Clock {
    checkpoints = List.copyOf(checkpoints);
    deadlines = List.copyOf(deadlines);
  }

  /** How things stand now. */
  public static Clock of(RunState state, Instant now) {
    var checkpoints = new ArrayList<Point>();
    for (CheckpointOutline outline : state.watched().clock().checkpoints()) {
      checkpoints.add(Point.of(outline, state, now));
    }
    var deadlines = new ArrayList<Due>();
    for (BlockerState blocker : state.blockers().values()) {
      deadlines.add(Due.of(blocker, state, now));
    }
    return new Clock(phase(state, now), checkpoints, deadlines);
  }

  /** The first checkpoint that was not judged yet. */
  public Optional<Point> next() {
    for (Point point : checkpoints) {
      if (point.standing() != Standing.MET && point.standing() != Standing.MISSED) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  private static Optional<Phase> phase(RunState state, Instant now) {
    Duration elapsed = Duration.between(state.startedAt(), now);
    for (Phase phase : state.watched().clock().phases()) {
      if (elapsed.compareTo(phase.from()) >= 0 && elapsed.compareTo(phase.to()) < 0) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
