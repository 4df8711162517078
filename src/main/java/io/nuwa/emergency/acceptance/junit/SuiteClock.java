package io.nuwa.emergency.acceptance.junit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Times as the producers of JUnit XML write them. */
final class SuiteClock {
  private SuiteClock() {}

  /**
   * When a suite says that it began. Without a zone some producers mean UTC and some the local
   * time: the later reading counts, so that a fresh report is not called stale.
   */
  static Optional<Instant> instant(String timestamp, ZoneId local) {
    if (timestamp == null || timestamp.isBlank()) {
      return Optional.empty();
    }
    String text = timestamp.strip().replace(' ', 'T');
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return withoutZone(text, local);
    }
  }

  private static Optional<Instant> withoutZone(String text, ZoneId local) {
    try {
      LocalDateTime time = LocalDateTime.parse(text);
      Instant utc = time.toInstant(ZoneOffset.UTC);
      Instant here = time.atZone(local).toInstant();
      return Optional.of(utc.isAfter(here) ? utc : here);
    } catch (DateTimeException e) {
      return Optional.empty();
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
