package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.InitPlan;
import io.nuwa.emergency.control.Workplace;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first plan for somebody's own compose file. */
@Command(
    name = "init",
    description = "Writes a commented plan for your compose file and names what looks wrong in it.")
final class PlanInitCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMPOSE_FILE",
      description =
          "the compose file (default: compose.yaml or docker-compose.yml in the home folder)")
  private Optional<String> composeFile = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "where the plan goes (default: promptx/plan.yaml; - for stdout)")
  private String output = InitPlan.USUAL_PLAN;

  @Option(
      names = "--force",
      description = "replace a plan that is there; the old one is kept as .bak")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workplace workplace = options.workplace();
    var init = new InitPlan(workplace, Wiring.catalog(workplace).vocabulary());
    InitPlan.Draft draft = init.draft(composeFile);
    draft
        .findings()
        .forEach(f -> spec.commandLine().getErr().println(HarmlessText.signed(f.toString())));
    if (output.equals("-")) {
      spec.commandLine().getOut().println(draft.text().stripTrailing());
    } else {
      spec.commandLine()
          .getOut()
          .println(
              "wrote %s for %s: %d findings; read it, then run 'emergency plan validate'"
                  .formatted(
                      init.write(draft, output, force),
                      draft.composeFile(),
                      draft.findings().size()));
    }
    return ExitCode.DONE.code;
  }
}
