package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.JUnitFile;
import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Whether a report is of the suite that ran, and recent.
 *
 * @param started when the suite was started
 * @param now the time of reading
 * @param maxAge how old a report may be
 */
record Freshness(Instant started, Instant now, Duration maxAge) {
  /** File systems stamp with the clock of the last tick, up to 10 ms behind; some round more. */
  private static final Duration COARSE_CLOCK = Duration.ofMillis(100);

  private static final Duration CLOCK_WENT_BACK = Duration.ofMinutes(5);

  /** Why the report proves nothing about now; empty when it does. */
  Optional<String> objection(JUnitFile file) {
    Duration age = Duration.between(file.written(), now);
    if (file.written().isBefore(started.minus(COARSE_CLOCK))) {
      return Optional.of(
          "is stale: written %s ago, before the suite was started".formatted(readable(age)));
    }
    // Producers write whole seconds.
    if (file.suiteStarted()
        .filter(suite -> suite.isBefore(started.truncatedTo(ChronoUnit.SECONDS)))
        .isPresent()) {
      Duration suiteAge = Duration.between(file.suiteStarted().get(), now);
      return Optional.of(
          "is stale: its suite ran %s ago, before the suite was started"
              .formatted(readable(suiteAge)));
    }
    if (age.compareTo(maxAge) > 0) {
      return Optional.of(
          "is stale: written %s ago, and %s is the limit; run the suite again"
              .formatted(readable(age), readable(maxAge)));
    }
    if (age.negated().compareTo(CLOCK_WENT_BACK) > 0) {
      return Optional.of("is dated %s in the future".formatted(readable(age.negated())));
    }
    return Optional.empty();
  }

  private static String readable(Duration duration) {
    return Durations.write(duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
