package io.nuwa.emergency.monitor;

import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.time.Time;
import java.time.Duration;

/**
 * Whether the loop of the watch still turns. It beats at each turn, at least once a minute while it
 * waits; a look may take longer, as a suite of tests runs in it, but not for ever.
 */
public final class Heartbeat {
  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(90);
  private static final Duration LONGEST_LOOK = Duration.ofHours(2);

  private final Time time;
  private volatile long last;
  private volatile boolean looking;
  private volatile WatchSight sight = new WatchSight.Unknown();

  public Heartbeat(Time time) {
    this.time = time;
    this.last = time.nanoseconds();
  }

  void turn(boolean beginsToLook) {
    looking = beginsToLook;
    last = time.nanoseconds();
  }

  /** Whether the watch is able to look. */
  public WatchSight sight() {
    return sight;
  }

  void sees(WatchSight changed) {
    sight = changed;
  }

  void pause(Duration duration) throws InterruptedException {
    time.pause(duration);
  }

  /** Whether it turned lately. */
  public boolean isAlive() {
    Duration since = Duration.ofNanos(time.nanoseconds() - last);
    return since.compareTo(looking ? LONGEST_LOOK : BETWEEN_TURNS) <= 0;
  }
}
