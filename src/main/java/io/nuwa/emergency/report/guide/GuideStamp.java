package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.control.ReportCase;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For which moment the state in a guide was written, so that it can be written again and compared.
 *
 * @param zone whose wall clock its times are
 */
record GuideStamp(Instant takenAt, ZoneId zone) {
  private static final Pattern LINE =
      Pattern.compile("<!-- 由 emergency guide 生成，勿改：(\\S+) (\\S+) -->");

  static GuideStamp of(ReportCase one, ZoneId zone) {
    return new GuideStamp(one.takenAt(), zone);
  }

  /** Empty when there is none, or somebody changed it. */
  static Optional<GuideStamp> in(String state) {
    Matcher matcher = LINE.matcher(state);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new GuideStamp(Instant.parse(matcher.group(1)), ZoneId.of(matcher.group(2))));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  String line() {
    return "<!-- 由 emergency guide 生成，勿改：" + takenAt + " " + zone + " -->";
  }
}
