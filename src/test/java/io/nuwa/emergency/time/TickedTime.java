package io.nuwa.emergency.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when it is told to, or when somebody waits on it. */
public final class TickedTime implements Time {
  private Instant now;
  private long nanoseconds;

  public TickedTime(Instant start) {
    this.now = start;
  }

  public static TickedTime at(String instant) {
    return new TickedTime(Instant.parse(instant));
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped while waiting " + duration);
    }
    tick(duration);
  }

  @Override
  public synchronized long nanoseconds() {
    return nanoseconds;
  }

  /** Time passes, and the clock shows it. */
  public synchronized void tick(Duration duration) {
    now = now.plus(duration);
    nanoseconds += duration.toNanos();
  }

  /** Somebody sets the clock; no time passes. */
  public synchronized void set(Instant clock) {
    now = clock;
  }
}
