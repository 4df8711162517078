package io.nuwa.emergency.json;

import java.time.Duration;

/**
 * Durations as {@link Duration} writes them. Whole hours, minutes and seconds are read here,
 * because the library's reading begins with a regular expression; everything else is left to it.
 */
final class DurationText {
  private static final int LONGEST = 12;

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws java.time.DateTimeException when it is none
   */
  static Duration parse(String text) {
    int end = text.length() - 1;
    if (end < 3 || end > LONGEST || !text.startsWith("PT")) {
      return Duration.parse(text);
    }
    long number = 0;
    for (int i = 2; i < end; i++) {
      char sign = text.charAt(i);
      if (sign < '0' || sign > '9') {
        return Duration.parse(text);
      }
      number = 10 * number + sign - '0';
    }
    return switch (text.charAt(end)) {
      case 'H' -> Duration.ofHours(number);
      case 'M' -> Duration.ofMinutes(number);
      case 'S' -> Duration.ofSeconds(number);
      default -> Duration.parse(text);
    };
  }
}
