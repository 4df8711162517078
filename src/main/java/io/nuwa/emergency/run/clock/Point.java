package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.CheckpointOutline.Expects;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint and how it stands.
 *
 * @param severity how bad it is when it is missed
 * @param text why it stands so; empty when there is nothing to say
 */
public record Point(String id, Instant at, Standing standing, Severity severity, String text) {

  static Point of(CheckpointOutline outline, RunState state, Instant now) {
    Instant at = state.startedAt().plus(outline.at());
    Event.CheckpointReached reached = state.checkpoints().get(outline.id());
    if (reached != null) {
      Standing standing = reached.met() ? Standing.MET : Standing.MISSED;
      return new Point(outline.id(), at, standing, outline.otherwise(), reached.reason());
    }
    if (!now.isBefore(at)) {
      return new Point(
          outline.id(), at, Standing.DUE, outline.otherwise(), "its time has come, nobody looked");
    }
    Optional<String> doubt = doubt(outline, state, at, now);
    return new Point(
        outline.id(),
        at,
        doubt.isPresent() ? Standing.AT_RISK : Standing.AHEAD,
        outline.otherwise(),
        doubt.orElse(""));
  }

  /** Why it may be missed; empty when it is true already, or nothing speaks against it. */
  private static Optional<String> doubt(
      CheckpointOutline outline, RunState state, Instant at, Instant now) {
    for (String id : outline.blockers()) {
      BlockerState blocker = state.blockers().get(id);
      if (blocker != null && !isTrue(outline, blocker)) {
        if (Forecast.isGivenUp(blocker)) {
          return Optional.of(id + " is " + blocker.status().id());
        }
        Optional<String> doubt = Doubt.of(blocker, state, at, now);
        if (doubt.isPresent()) {
          return doubt;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isTrue(CheckpointOutline outline, BlockerState blocker) {
    if (blocker.status() == Status.RESOLVED) {
      return true;
    }
    if (outline.expects() == Expects.TASKS_RUN) {
      return blocker.tasksRan();
    }
    Reading reading = blocker.readings().get(outline.gate());
    return outline.expects() == Expects.GATE
        && reading != null
        && reading.value().isPresent()
        && holds(outline.reads(), reading.value().getAsDouble());
  }

  private static boolean holds(String reads, double value) {
    Optional<Threshold> threshold = Threshold.parse(reads);
    return threshold.isPresent() && threshold.get().holds(value);
  }
}
