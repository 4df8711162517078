package io.nuwa.emergency.report.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How times and numbers are written for people.
 *
 * @param wording whose words
 * @param zone whose wall clock
 */
record Spelling(Wording wording, ZoneId zone) {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY_MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final int SHORT = 10;

  String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  String minute(Instant at) {
    return DAY_MINUTE.format(at.atZone(zone));
  }

  /** Such as {@code 6.3 s}, {@code 4 min 5 s}, {@code 2 h 3 min}. */
  String length(Duration length) {
    Duration shown = length.isNegative() ? Duration.ZERO : length;
    long seconds = shown.toSeconds();
    if (seconds < SHORT) {
      return BigDecimal.valueOf(shown.toMillis(), 3).setScale(1, RoundingMode.HALF_UP)
          + wording.say(" 秒", " s");
    }
    if (seconds < 60) {
      return seconds + wording.say(" 秒", " s");
    }
    if (seconds < 3600) {
      return joined(seconds / 60, wording.say(" 分", " min"), seconds % 60, wording.say(" 秒", " s"));
    }
    long minutes = seconds / 60;
    return joined(minutes / 60, wording.say(" 小时", " h"), minutes % 60, wording.say(" 分", " min"));
  }

  private static String joined(long large, String unit, long small, String smaller) {
    return large + unit + (small == 0 ? "" : " " + small + smaller);
  }

  /** At most two decimals, cut and not rounded up: 94.996 must not read as 95. */
  String number(double number) {
    return BigDecimal.valueOf(number)
        .setScale(2, RoundingMode.DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A reading's number; never a zero for one that could not be taken. */
  String number(OptionalDouble number) {
    return number.isPresent() ? number(number.getAsDouble()) : wording.say("未知", "unknown");
  }
}
