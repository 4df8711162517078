package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "the folder that holds promptx/ and logs/ (default: $EMERGENCY_HOME, else here)")
  private Optional<String> home = Optional.empty();

  @Option(names = "--lang", paramLabel = "zh|en", description = "language (default: the locale's)")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "always, never or auto (default; off where NO_COLOR is set or no terminal is)")
  private String color = "auto";

  @Option(names = "--debug", description = "show where an unexpected fault came from")
  private boolean debug;

  Workplace workplace() {
    return Wiring.workplace(home);
  }

  Optional<String> language() {
    return language;
  }

  String color() {
    return color;
  }

  boolean debug() {
    return debug;
  }
}
