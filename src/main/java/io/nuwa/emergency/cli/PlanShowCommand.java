package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanOutline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows a plan as text. */
@Command(name = "show", description = "Shows a plan as text.")
final class PlanShowCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workplace workplace = options.workplace();
    Plan loaded = Wiring.plan(workplace, Wiring.catalog(workplace), plan.file());
    spec.commandLine().getOut().println(HarmlessText.lines(PlanOutline.of(loaded).stripTrailing()));
    return ExitCode.DONE.code;
  }
}
