package io.nuwa.emergency.command;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program as a plan names it; all texts are templates.
 *
 * @param command the program and its arguments
 * @param environment added to our own; an empty value removes a variable
 * @param folder where it runs, relative to the home folder
 * @param expectedExit the exit code that means success, 0 to 255
 */
record CommandSettings(
    List<String> command, Map<String, String> environment, String folder, int expectedExit)
    implements Settings {
  CommandSettings {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  static CommandSettings ofTask(Section section) {
    return of(section, section.integer("expect-exit", 0, 255, 0));
  }

  static CommandSettings ofProbe(Section section) {
    return of(section, 0);
  }

  private static CommandSettings of(Section section, int expectedExit) {
    List<String> command = section.texts("command");
    if (!section.has("command")) {
      section.missing("command", command);
    } else if (command.isEmpty() || command.getFirst().isBlank()) {
      section.problem("command", "'command' must be a list of words, the program first");
    }
    return new CommandSettings(
        command, section.textMap("environment"), section.text("folder", "."), expectedExit);
  }
}
