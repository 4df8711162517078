package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * What a step, probe or remedy may know of the run.
 *
 * @param run the run's id
 * @param values what templates stand for now
 * @param deadline when its time is up
 * @param time the clock
 * @param progress where it may say how far it is
 * @param watch whether a watch repairs what was deployed, and deploys nothing itself
 */
public record StepInput(
    String run, Values values, Instant deadline, Time time, Progress progress, boolean watch) {

  /** For whoever may deploy. */
  public StepInput(String run, Values values, Instant deadline, Time time, Progress progress) {
    this(run, values, deadline, time, progress, false);
  }

  /** What is left until the deadline; never negative. */
  public Duration left() {
    Duration left = Duration.between(time.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
