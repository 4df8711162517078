package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.report.page.Wording;
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
 * @param wording its language
 */
record GuideStamp(Instant takenAt, ZoneId zone, Wording wording) {
  private static final String CHINESE = "由 emergency guide 生成，勿改：";
  private static final String ENGLISH = "written by emergency guide, do not change: ";
  private static final Pattern LINE =
      Pattern.compile("<!-- (" + CHINESE + "|" + ENGLISH + ")(\\S+) (\\S+) -->");

  static GuideStamp of(ReportCase one, ZoneId zone, Wording wording) {
    return new GuideStamp(one.takenAt(), zone, wording);
  }

  /** Empty when there is none, or somebody changed it. */
  static Optional<GuideStamp> in(String state) {
    Matcher matcher = LINE.matcher(state);
    if (!matcher.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new GuideStamp(
              Instant.parse(matcher.group(2)),
              ZoneId.of(matcher.group(3)),
              matcher.group(1).equals(CHINESE) ? Wording.ZH : Wording.EN));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  String line() {
    return "<!-- " + wording.say(CHINESE, ENGLISH) + takenAt + " " + zone + " -->";
  }
}
