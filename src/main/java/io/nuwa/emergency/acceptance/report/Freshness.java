package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether reports are of the suite that ran, and recent. When it ran is what this run has recorded;
 * the time of a file says nothing, and what a report says of itself counts against it alone.
 *
 * @param started when the suite was started
 * @param ended when it had ended
 * @param now the time of reading
 * @param maxAge how long ago it may have ended
 */
record Freshness(Instant started, Instant ended, Instant now, Duration maxAge) {
  /** Producers write whole seconds, and clocks of containers and machines are a little apart. */
  private static final Duration APART = Duration.ofSeconds(2);

  private static final Duration CLOCK_WENT_BACK = Duration.ofMinutes(5);

  /** Why reports of this suite prove nothing about now; empty when they do. */
  Optional<String> objection() {
    Duration age = Duration.between(ended, now);
    if (age.compareTo(maxAge) > 0) {
      return Optional.of(
          "are stale: the suite ran %s ago, and %s is the limit; run the suite again"
              .formatted(readable(age), readable(maxAge)));
    }
    if (age.negated().compareTo(CLOCK_WENT_BACK) > 0) {
      return Optional.of(
          "are of a suite that ended %s in the future: the clock went back; run it again"
              .formatted(readable(age.negated())));
    }
    return Optional.empty();
  }

  /** Why a report is none of this suite's; empty when nothing speaks against it. */
  Optional<String> objection(JUnitFile file) {
    return file.suiteStarted()
        .filter(suite -> suite.isBefore(started.minus(APART)))
        .map(
            suite ->
                "is stale: its suite ran %s ago, before the suite was started"
                    .formatted(readable(Duration.between(suite, now))));
  }

  private static String readable(Duration duration) {
    return Durations.write(duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
