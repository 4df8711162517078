package io.nuwa.emergency.panel.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Times as people read them, the same in every locale.
 *
 * @param zone whose wall clock is meant
 */
public record LocalTimes(ZoneId zone) {

  /** Such as {@code 2025-06-16 20:00}. */
  public String minute(Instant at) {
    return minute(LocalDateTime.ofInstant(at, zone)).toString();
  }

  /** Such as {@code 2025-06-16 20:00:03}. */
  public String second(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    StringBuilder text = minute(local).append(':');
    two(text, local.getSecond());
    return text.toString();
  }

  private static StringBuilder minute(LocalDateTime local) {
    var text = new StringBuilder(20).append(local.getYear());
    two(text.append('-'), local.getMonthValue());
    two(text.append('-'), local.getDayOfMonth());
    two(text.append(' '), local.getHour());
    two(text.append(':'), local.getMinute());
    return text;
  }

  private static void two(StringBuilder text, int number) {
    if (number < 10) {
      text.append('0');
    }
    text.append(number);
  }
}
