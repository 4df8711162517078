package io.nuwa.emergency.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The plan that a command works on. */
final class PlanOption {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "the plan, or builtin:week-2 (default: $EMERGENCY_PLAN, promptx/plan.yaml)")
  private Optional<String> file = Optional.empty();

  /** The file that the user named. */
  Optional<String> file() {
    return file;
  }
}
