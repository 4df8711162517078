package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.ExamineMachine;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.DoctorReport;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the machine before anything is started. */
@Command(description = "Looks whether this machine has what the plan needs, and how to mend it.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Workplace workplace = options.workplace();
    Catalog catalog = Wiring.catalog(workplace);
    var seen =
        new ExamineMachine(workplace, catalog, Time.system())
            .look(Wiring.plan(workplace, catalog, plan.file()));
    spec.commandLine()
        .getOut()
        .println(
            json.isAsked()
                ? DoctorReport.json(seen)
                : new Screen(options).doctor().render(seen).stripTrailing());
    return DoctorReport.isReady(seen) ? ExitCode.DONE.code : ExitCode.ENVIRONMENT.code;
  }
}
