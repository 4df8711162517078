package io.nuwa.emergency.acceptance.junit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as the producers of JUnit XML write them. */
final class SuiteClock {
  /** Behind UTC by more than that is no time zone. */
  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  /** Older ones stand for "no time": 1970 and the year 1 are what producers write for it. */
  private static final Instant FIRST_JUNIT = Instant.parse("1998-01-01T00:00:00Z");

  /** Without the colon that ISO wants. */
  private static final Pattern OFFSET = Pattern.compile("(T.*)([+-]\\d{2})(\\d{2})$");

  private static final Pattern SECONDS = Pattern.compile(".*T\\d{2}:\\d{2}:\\d{2}.*");
  private static final Duration WITHOUT_SECONDS = Duration.ofSeconds(59);

  private SuiteClock() {}

  /**
   * The latest moment at which a suite may have begun that says this. Without an offset nobody
   * knows in which zone its clock was, so every zone is allowed for; without seconds, every second
   * of the minute.
   */
  static Optional<Instant> latest(String timestamp) {
    if (timestamp == null || timestamp.isBlank()) {
      return Optional.empty();
    }
    String text = timestamp.strip().replace(' ', 'T');
    Duration unsaid = SECONDS.matcher(text).matches() ? Duration.ZERO : WITHOUT_SECONDS;
    try {
      return Optional.of(moment(text).plus(unsaid)).filter(moment -> moment.isAfter(FIRST_JUNIT));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(OFFSET.matcher(text).replaceFirst("$1$2:$3")).toInstant();
    } catch (DateTimeException e) {
      return LocalDateTime.parse(text).toInstant(LAST);
    }
  }

  /** Seconds, as {@code 0.5}, {@code 1,234.5}, {@code 0,5} or nonsense, which counts as 0. */
  static double seconds(String time) {
    if (time == null) {
      return 0;
    }
    String text = time.strip();
    text = text.indexOf('.') >= 0 ? text.replace(",", "") : text.replace(',', '.');
    try {
      double seconds = Double.parseDouble(text);
      return Double.isFinite(seconds) && seconds > 0 ? seconds : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
