package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.ColourChoice;
import io.nuwa.emergency.panel.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "the folder that holds promptx/ and logs/ (default: $EMERGENCY_HOME, else here)")
  private Optional<String> home = Optional.empty();

  @Option(names = "--lang", paramLabel = "LANG", description = "zh or en (default: the locale's)")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "always, never or auto (default); off where NO_COLOR is set or no terminal is")
  private String colour = "auto";

  @Option(names = "--debug", description = "show where an unexpected fault came from")
  private boolean debug;

  Workplace workplace() {
    return Wiring.workplace(home);
  }

  Language language() {
    return switch (language.orElse(locale())) {
      case "zh" -> Language.ZH;
      case "en" -> Language.EN;
      case String other ->
          throw new Fault.UsageException(
              "--lang must be zh or en, not '" + other + "'" + hint(other, List.of("zh", "en")));
    };
  }

  /** The language, where the command line names one. */
  Optional<Language> askedLanguage() {
    return language.map(_ -> language());
  }

  ColourChoice colour() {
    return ColourChoice.of(colour)
        .orElseThrow(
            () ->
                new Fault.UsageException(
                    "--color must be always, never or auto, not '"
                        + colour
                        + "'"
                        + hint(colour, List.of("always", "never", "auto"))));
  }

  boolean debug() {
    return debug;
  }

  /** What the user's environment says counts also where that locale is not installed. */
  private static String locale() {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .flatMap(name -> Stream.ofNullable(System.getenv(name)))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElseGet(() -> Locale.getDefault().getLanguage())
            .startsWith("zh")
        ? "zh"
        : "en";
  }

  private static String hint(String word, List<String> known) {
    return Suggestions.nearest(word, known)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("");
  }
}
