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
 */
public record StepInput(String run, Values values, Instant deadline, Time time, Progress progress) {

  /** What is left until the deadline; never negative. */
  public Duration left() {
    Duration left = Duration.between(time.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
