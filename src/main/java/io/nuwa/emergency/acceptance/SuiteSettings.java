package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportSetting;
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
 * @param rerun how failing cases are run alone; they are not when empty
 */
record SuiteSettings(
    List<String> command,
    Map<String, String> environment,
    String reports,
    Optional<Duration> timeout,
    Optional<Rerun> rerun)
    implements Settings {
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
        Rerun.read(section));
  }
}
