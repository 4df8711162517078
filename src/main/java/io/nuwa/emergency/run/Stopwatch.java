package io.nuwa.emergency.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Time that was spent, without the time in which nobody worked.
 *
 * @param before what was spent before it was last stopped
 * @param since when it was started again; empty while it stands still
 */
public record Stopwatch(Duration before, Optional<Instant> since) {
  static final Stopwatch ZERO = new Stopwatch(Duration.ZERO, Optional.empty());

  static Stopwatch startedAt(Instant at) {
    return new Stopwatch(Duration.ZERO, Optional.of(at));
  }

  Stopwatch startAt(Instant at) {
    return since.isPresent() ? this : new Stopwatch(before, Optional.of(at));
  }

  Stopwatch stopAt(Instant at) {
    return new Stopwatch(read(at), Optional.empty());
  }

  public boolean runs() {
    return since.isPresent();
  }

  /** What was spent until now; never less than what was spent before. */
  public Duration read(Instant now) {
    if (since.isEmpty() || now.isBefore(since.get())) {
      return before;
    }
    return before.plus(Duration.between(since.get(), now));
  }
}
