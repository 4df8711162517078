package io.nuwa.emergency.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Times as {@link Instant} writes them, without the formatters of the library, whose first use
 * takes longer than a whole journal. What is written in another way is left to the library.
 */
final class InstantText {
  private static final byte[] SHAPE =
      "dddd-dd-ddTdd:dd:dd.ddddddddd".getBytes(StandardCharsets.ISO_8859_1);

  private static final int LONGEST = "2026-01-31T20:00:00.123456789Z".length();
  private static final int SECONDS_OF_DAY = 86_400;

  /** Years of four digits that need no zero before them: 1000 to 9999. */
  private static final long FIRST = -30_610_224_000L;

  private static final long LAST = 253_402_300_799L;

  private InstantText() {}

  /**
   * Reads a time.
   *
   * @throws java.time.DateTimeException when it is none
   */
  static Instant parse(String text) {
    // As bytes: a loop over characters takes five times as long while it is not compiled.
    byte[] signs = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!isUsual(signs)) {
      return Instant.parse(text);
    }
    int hour = digits(signs, 11, 13);
    int minute = digits(signs, 14, 16);
    int second = digits(signs, 17, 19);
    var day = new CalendarDay(digits(signs, 0, 4), digits(signs, 5, 7), digits(signs, 8, 10));
    if (hour > 23 || minute > 59 || second > 59 || !day.exists()) {
      return Instant.parse(text);
    }
    int fraction = signs.length == 20 ? 0 : digits(signs, 20, signs.length - 1);
    for (int i = signs.length; i < LONGEST; i++) {
      fraction *= 10;
    }
    return Instant.ofEpochSecond(
        day.epochDay() * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second, fraction);
  }

  /** The text that {@link Instant#toString} gives. */
  static String of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < FIRST || seconds > LAST) {
      return instant.toString();
    }
    var day = CalendarDay.of(Math.floorDiv(seconds, SECONDS_OF_DAY));
    int ofDay = Math.floorMod(seconds, SECONDS_OF_DAY);
    var text = new StringBuilder(LONGEST).append(day.year());
    two(text.append('-'), day.month());
    two(text.append('-'), day.day());
    two(text.append('T'), ofDay / 3600);
    two(text.append(':'), ofDay / 60 % 60);
    two(text.append(':'), ofDay % 60);
    fraction(text, instant.getNano());
    return text.append('Z').toString();
  }

  /** None, or as many groups of three digits as it takes. */
  private static void fraction(StringBuilder text, int nanos) {
    if (nanos == 0) {
      return;
    }
    String digits = Integer.toString(1_000_000_000 + nanos);
    int shown = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
    text.append('.').append(digits, 1, 1 + shown);
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static boolean isUsual(byte[] signs) {
    int last = signs.length - 1;
    if (last < 19 || last == 20 || last >= LONGEST || signs[last] != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      byte sign = signs[i];
      if (SHAPE[i] == 'd' ? sign < '0' || sign > '9' : sign != SHAPE[i]) {
        return false;
      }
    }
    return true;
  }

  private static int digits(byte[] signs, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + signs[i] - '0';
    }
    return number;
  }
}
