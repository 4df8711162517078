package io.nuwa.emergency.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What work on a blocker has taken so far. An attempt lasts from the start of a round, or from a
 * remedy that was applied, to the next of these or to the end of the work. Only their number and
 * their sum are kept, so that it does not grow with a run.
 *
 * @param attempts that have ended
 * @param spent what these took together
 * @param current the attempt that goes on; empty when none does
 * @param firstResolvedAt when the blocker was resolved for the first time in this run
 */
public record Effort(
    int attempts, Duration spent, Optional<Stopwatch> current, Optional<Instant> firstResolvedAt) {
  public static final Effort NONE =
      new Effort(0, Duration.ZERO, Optional.empty(), Optional.empty());

  Effort attemptBegins(Instant at) {
    Effort before = ended(at);
    return new Effort(
        before.attempts,
        before.spent,
        Optional.of(Stopwatch.startedAt(at)),
        before.firstResolvedAt);
  }

  Effort attemptEnds(Instant at, boolean resolved) {
    Effort before = ended(at);
    Optional<Instant> first =
        resolved && firstResolvedAt.isEmpty() ? Optional.of(at) : firstResolvedAt;
    return new Effort(before.attempts, before.spent, Optional.empty(), first);
  }

  Effort stopsAt(Instant at) {
    return current.isEmpty()
        ? this
        : new Effort(attempts, spent, Optional.of(current.get().stopAt(at)), firstResolvedAt);
  }

  Effort goesOnAt(Instant at) {
    return current.isEmpty()
        ? this
        : new Effort(attempts, spent, Optional.of(current.get().startAt(at)), firstResolvedAt);
  }

  /** What an attempt took on average; empty when none has ended yet. */
  public Optional<Duration> average() {
    // Not Duration.dividedBy, which calculates with decimals of any length: slow in a cold JVM.
    return attempts == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(spent.toMillis() / attempts));
  }

  private Effort ended(Instant at) {
    return current.isEmpty()
        ? this
        : new Effort(
            attempts + 1, spent.plus(current.get().read(at)), Optional.empty(), firstResolvedAt);
  }
}
