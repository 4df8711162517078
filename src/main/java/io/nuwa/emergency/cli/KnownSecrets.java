package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.step.Catalog;
import java.util.Optional;
import picocli.CommandLine;

/** The secrets of the plan that a command was asked to work on, for what is said of its fault. */
final class KnownSecrets {
  private KnownSecrets() {}

  /** Hides by shape alone where no plan can be read: that may be the very fault. */
  static Redaction of(CommandLine.ParseResult parsed) {
    if (parsed == null) {
      return Redaction.BY_SHAPE;
    }
    try {
      Workplace workplace = Wiring.workplace(option(parsed, "--home"));
      Catalog catalog = Wiring.catalog(workplace);
      return workplace.redaction(Wiring.plan(workplace, catalog, option(parsed, "--plan")));
    } catch (RuntimeException noPlan) {
      return Redaction.BY_SHAPE;
    }
  }

  private static Optional<String> option(CommandLine.ParseResult parsed, String name) {
    return parsed.matchedOptionValue(name, Optional.empty());
  }
}
