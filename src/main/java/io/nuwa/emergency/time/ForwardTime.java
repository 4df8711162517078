package io.nuwa.emergency.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a run, which never goes back. While the machine's clock is behind what was read
 * before, because somebody set it back, time goes on from there as fast as real time passes. So
 * records stay in order, a deadline is not moved away, and a checkpoint does not come twice. A
 * clock that was set forward is followed: nobody can tell that from a machine that slept.
 */
public final class ForwardTime implements Time {
  private final Time machine;
  private Instant latest;
  private long readAt;

  /**
   * Begins.
   *
   * @param latest the time of the last record of the run
   */
  public ForwardTime(Time machine, Instant latest) {
    this.machine = machine;
    this.latest = latest;
    this.readAt = machine.nanoseconds();
  }

  @Override
  public synchronized Instant instant() {
    long now = machine.nanoseconds();
    Instant passed = latest.plusNanos(now - readAt);
    Instant clock = machine.instant();
    latest = clock.isAfter(passed) ? clock : passed;
    readAt = now;
    return latest;
  }

  @Override
  public long nanoseconds() {
    return machine.nanoseconds();
  }

  @Override
  public Time machine() {
    return machine;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    machine.pause(duration);
  }
}
