package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why an open blocker may come too late. Once there is a doubt, it does not go by waiting. */
final class Doubt {
  /** With this part of the time left nobody should rely on an open blocker any longer. */
  private static final int LAST_PART = 10;

  private Doubt() {}

  static Optional<String> of(BlockerState blocker, RunState state, Instant at, Instant now) {
    String id = blocker.outline().id();
    Forecast forecast =
        Forecast.of(blocker, state.watched().effort(id), state.watched().clock().limit(id), now);
    if (forecast.latest().isPresent() && forecast.latest().get().isAfter(at)) {
      return Optional.of(
          id
              + " may take "
              + Forecast.words(Duration.between(now, forecast.latest().get()))
              + ": "
              + forecast.basis());
    }
    Duration left = Duration.between(now, at);
    Duration whole = Duration.between(state.startedAt(), at);
    // Not Duration.multipliedBy, which calculates with decimals of any length.
    return left.toMillis() * LAST_PART <= whole.toMillis()
        ? Optional.of(id + " is " + blocker.status().id() + ", " + Forecast.words(left) + " left")
        : Optional.empty();
  }
}
