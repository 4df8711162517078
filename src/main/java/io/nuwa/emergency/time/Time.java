package io.nuwa.emergency.time;

import java.time.Duration;
import java.time.InstantSource;

/** The clock and the way to wait, passed in so that tests can tick 48 hours in milliseconds. */
public interface Time extends InstantSource {

  /** Waits for this long, or until the thread is interrupted. */
  void pause(Duration duration) throws InterruptedException;

  /**
   * Nanoseconds on a clock that nobody can set and whose origin means nothing: only differences do.
   */
  long nanoseconds();

  /**
   * The machine's own clock behind this one: for whoever compares with what others have stamped,
   * such as the time of a file.
   */
  default Time machine() {
    return this;
  }

  /** The machine's clock. */
  static Time system() {
    return SystemTime.INSTANCE;
  }
}
