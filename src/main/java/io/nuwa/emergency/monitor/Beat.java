package io.nuwa.emergency.monitor;

import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives others the sign that the loop turns: once a minute, and where a whole look begins or ends.
 */
public final class Beat implements Attendant {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final InstantSource time;
  private final Sign sign;
  private Instant last = Instant.MIN;

  /** Where the sign is left. */
  @FunctionalInterface
  public interface Sign {
    /**
     * Leaves it.
     *
     * @param looking whether a whole look begins
     */
    void leave(Instant at, boolean looking) throws IOException;
  }

  /** Gives no sign yet. */
  public Beat(InstantSource time, Sign sign) {
    this.time = time;
    this.sign = sign;
  }

  @Override
  public String name() {
    return "sign of life";
  }

  @Override
  public void beforeLook(boolean whole) {
    if (whole) {
      leave(time.instant(), true);
    }
  }

  @Override
  public void looked(Look look) {
    if (look.whole()) {
      leave(time.instant(), false);
    }
  }

  @Override
  public void idle(Optional<RunState> state, Instant now) {
    Instant seen = time.instant();
    if (last.equals(Instant.MIN) || Duration.between(last, seen).abs().compareTo(EVERY) >= 0) {
      leave(seen, false);
    }
  }

  /**
   * A disk that is full must not end the watch; that it seems silent is true of what others see.
   */
  private void leave(Instant at, boolean looking) {
    last = at;
    try {
      sign.leave(at, looking);
    } catch (IOException e) {
      last = Instant.MIN;
    }
  }
}
