package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SuccessPath;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws the success path of a plan as Mermaid. */
@Command(name = "graph", description = "Draws the success path of a plan as Mermaid.")
final class PlanGraphCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Workplace workplace = options.workplace();
    Plan loaded = Wiring.plan(workplace, Wiring.catalog(workplace), plan.file());
    String language = options.language() == Language.ZH ? "zh" : "en";
    String graph = SuccessPath.of(loaded, Locale.forLanguageTag(language));
    spec.commandLine().getOut().println(HarmlessText.lines(graph.stripTrailing()));
    return ExitCode.DONE.code;
  }
}
