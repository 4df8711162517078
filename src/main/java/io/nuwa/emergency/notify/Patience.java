package io.nuwa.emergency.notify;

import java.time.Duration;

/**
 * How long a receiver that took nothing is left alone: longer each time. Counted on a clock that
 * nobody can set.
 */
final class Patience {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private int failures;
  private long until;

  Patience(long now) {
    this.until = now;
  }

  int failures() {
    return failures;
  }

  /**
   * It took nothing.
   *
   * @return whether that is news
   */
  boolean failed(long now) {
    long pause = FIRST.toNanos() << Math.min(failures, 10);
    failures++;
    rest(now, Duration.ofNanos(Math.min(pause, LONGEST.toNanos())));
    return failures == 1;
  }

  /**
   * It took something.
   *
   * @return whether that is news
   */
  boolean succeeded(long now) {
    boolean news = failures > 0;
    failures = 0;
    until = now;
    return news;
  }

  /** Leaves it alone for so long. */
  void rest(long now, Duration pause) {
    until = now + pause.toNanos();
  }

  /** How long it is still left alone. */
  Duration left(long now) {
    return Duration.ofNanos(Math.max(0, until - now));
  }
}
