package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Values;
import java.nio.file.Path;

/** The setting {@code reports}. */
public final class ReportSetting {
  private ReportSetting() {}

  /** Reads {@code reports} and says at once when it cannot be one. */
  public static String read(Path home, Section section) {
    String reports = section.text("reports");
    if (!section.has("reports") || Values.VARIABLE.matcher(reports).find()) {
      return reports;
    }
    try {
      ReportPattern.of(home, reports);
    } catch (IllegalArgumentException e) {
      section.problem("reports", "'reports' " + e.getMessage() + ": '" + reports + "'");
    }
    return reports;
  }
}
