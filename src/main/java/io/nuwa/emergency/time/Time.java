package io.nuwa.emergency.time;

import java.time.Duration;
import java.time.InstantSource;

/** The clock and the way to wait, passed in so that tests can tick 48 hours in milliseconds. */
public interface Time extends InstantSource {

  /** Waits for this long, or until the thread is interrupted. */
  void pause(Duration duration) throws InterruptedException;

  /** The machine's clock. */
  static Time system() {
    return SystemTime.INSTANCE;
  }
}
