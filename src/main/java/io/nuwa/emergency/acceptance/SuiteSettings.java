package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportSetting;
import io.nuwa.emergency.acceptance.report.SkipBound;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A suite as a plan names it; all texts are templates.
 *
 * @param command the program and its arguments
 * @param environment added to our own; an empty value removes a variable
 * @param reports where it writes JUnit XML, relative to the home folder
 * @param timeout after which the suite is ended; the task's own timeout when empty
 * @param cases how many cases must be reported at least, skipped ones included
 * @param skips how many of them may be skipped
 * @param rerun how failing cases are run alone; they are not when empty
 */
record SuiteSettings(
    List<String> command,
    Map<String, String> environment,
    String reports,
    Optional<Duration> timeout,
    int cases,
    SkipBound skips,
    Optional<Rerun> rerun)
    implements Settings {
  private static final int LEAST_CASES = 1;
  private static final int MOST_CASES = 1_000_000;

  SuiteSettings {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  static SuiteSettings of(Path home, Section section) {
    List<String> command = section.texts("command");
    if (!section.has("command")) {
      section.missing("command", command);
    } else if (command.isEmpty() || command.getFirst().isBlank()) {
      section.problem("command", "'command' must be a list of words, the program first");
    }
    return new SuiteSettings(
        command,
        section.textMap("environment"),
        ReportSetting.read(home, section),
        section.optionalDuration("timeout"),
        section.integer("cases", LEAST_CASES, MOST_CASES, LEAST_CASES),
        SkipBound.read(section),
        Rerun.read(section));
  }
}
