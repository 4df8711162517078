package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Effort;
import io.nuwa.emergency.run.PlanClock.Limit;
import io.nuwa.emergency.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an open blocker will be resolved, from what its attempts have taken in this very run. Where
 * none has ended there is no forecast.
 *
 * @param earliest if the attempt that goes on clears it; never before now
 * @param latest if every round that is left is needed; empty like {@code earliest}
 * @param basis what it rests on, or why there is none; empty for what is resolved
 */
public record Forecast(Optional<Instant> earliest, Optional<Instant> latest, String basis) {

  /** Of what is resolved; there is nothing to say. */
  private static final Forecast NEEDLESS = none("");

  static Forecast of(BlockerState blocker, Effort effort, Optional<Limit> limit, Instant now) {
    return switch (blocker.status()) {
      case RESOLVED -> NEEDLESS;
      case PENDING -> none("no forecast: nothing was tried yet");
      case FAILED, PARTIALLY_RESOLVED -> none("no forecast: work on it has ended" + asked(blocker));
      case IN_PROGRESS -> inProgress(blocker, effort, limit, now);
    };
  }

  /** Whether people have to take it up again before anything can be expected. */
  static boolean isGivenUp(BlockerState blocker) {
    return blocker.status() == Status.FAILED || blocker.status() == Status.PARTIALLY_RESOLVED;
  }

  private static Forecast inProgress(
      BlockerState blocker, Effort effort, Optional<Limit> limit, Instant now) {
    Duration elapsed =
        effort.current().isEmpty() ? Duration.ZERO : effort.current().get().read(now);
    Optional<Duration> average = effort.average();
    if (average.isEmpty()) {
      return none(
          effort.current().isEmpty()
              ? "no forecast: nothing was tried yet"
              : "no forecast: its first attempt has taken " + words(elapsed) + " so far");
    }
    Duration left = average.get().minus(elapsed);
    Instant earliest = left.isNegative() ? now : now.plus(left);
    int rounds = limit.isEmpty() ? 0 : Math.max(0, limit.get().rounds() - blocker.round());
    return new Forecast(
        Optional.of(earliest),
        Optional.of(earliest.plusMillis(average.get().toMillis() * rounds)),
        basis(effort, average.get(), rounds));
  }

  private static String basis(Effort effort, Duration average, int rounds) {
    boolean rests = effort.current().isPresent() && !effort.current().get().runs();
    return effort.attempts()
        + (effort.attempts() == 1
            ? " attempt took " + words(average)
            : " attempts took " + words(average) + " on average")
        + "; "
        + rounds
        + (rounds == 1 ? " round left" : " rounds left")
        + (rests ? "; nobody works on it now" : "");
  }

  private static String asked(BlockerState blocker) {
    return blocker.assigned().isEmpty()
        ? ""
        : ", " + blocker.assigned().get().role() + " was asked";
  }

  private static Forecast none(String why) {
    return new Forecast(Optional.empty(), Optional.empty(), why);
  }

  /** Such as {@code 41 s}, {@code 12 min} or {@code 3 h 5 min}; to the second, minute or minute. */
  static String words(Duration duration) {
    long seconds = duration.toSeconds();
    long minutes = seconds / 60;
    if (minutes == 0) {
      return seconds + " s";
    }
    if (minutes < 60) {
      return minutes + " min" + (minutes < 10 && seconds % 60 > 0 ? " " + seconds % 60 + " s" : "");
    }
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
