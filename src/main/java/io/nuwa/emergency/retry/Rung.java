package io.nuwa.emergency.retry;

import java.time.Duration;

/**
 * One remedy of a ladder.
 *
 * @param remedy its name, as the feature that brings it calls it
 * @param budget how many times it may be applied for one blocker and class; at least 1
 * @param pause how long to wait before it is applied the second time; doubled each time after
 */
public record Rung(String remedy, int budget, Duration pause) {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  public Rung {
    if (budget < 1) {
      throw new IllegalArgumentException("budget of " + remedy + " must be at least 1: " + budget);
    }
  }

  public static Rung of(String remedy, int budget) {
    return new Rung(remedy, budget, Duration.ofSeconds(1));
  }

  /** How long to wait before the next application, when it was applied {@code used} times. */
  public Duration pauseBefore(int used) {
    if (used == 0) {
      return Duration.ZERO;
    }
    Duration grown = pause.multipliedBy(1L << Math.min(used - 1, 16));
    return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
  }
}
