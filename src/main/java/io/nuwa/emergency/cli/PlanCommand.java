package io.nuwa.emergency.cli;

import picocli.CommandLine.Command;

/** Reads plans, shows them and writes a first one. */
@Command(
    description = "Validates, shows, draws or writes a plan.",
    subcommands = {
      PlanValidateCommand.class,
      PlanShowCommand.class,
      PlanGraphCommand.class,
      PlanInitCommand.class
    },
    synopsisSubcommandLabel = "(validate | show | graph | init)")
final class PlanCommand {}
