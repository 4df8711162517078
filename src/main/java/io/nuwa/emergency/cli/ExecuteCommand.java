package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.DryRun;
import io.nuwa.emergency.control.ExecuteRun;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.TakeDiagnosis;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.LiveTerminal;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.report.DiagnosisFiles;
import io.nuwa.emergency.report.DiagnosisProjection;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Clears the blockers. */
@Command(description = "Clears the blockers of the plan, or takes up the run that was begun.")
final class ExecuteCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(
      paramLabel = "BLOCKER",
      description = "ids such as B-1 (default: all, and a decision)")
  private List<String> blockers = List.of();

  @Mixin private PlanOption plan;

  @Option(names = "--dry-run", description = "measure, say what would be done, change nothing")
  private boolean dryRun;

  @Option(
      names = "--fresh",
      description = "begin a new run and a new time box; the earlier one is kept")
  private boolean fresh;

  @Option(
      names = "--yes",
      description = "do not ask before an unfinished run is put away by --fresh")
  private boolean yes;

  @Option(
      names = "--adopt",
      description = "take over the plan's compose project from the compose file that started it")
  private boolean adopt;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Workplace workplace = options.workplace();
    Catalog catalog = adopt ? Wiring.adoptingCatalog(workplace) : Wiring.catalog(workplace);
    Plan loaded = Wiring.plan(workplace, catalog, plan.file());
    Set<String> selected = Selection.of(loaded, blockers);
    if (dryRun) {
      return look(new DryRun(workplace, catalog, Time.system()).look(loaded, selected));
    }
    if (fresh && !yes) {
      switch (Confirmation.ofFreshRun(workplace, loaded)) {
        case YES -> {}
        case NO -> throw new Fault.UsageException("not started; the earlier run was left as it is");
        case NOBODY_THERE ->
            throw new Fault.UsageException(
                "the earlier run is not decided yet, and there is no terminal to ask at: add --yes"
                    + " to put it away and begin anew");
      }
    }
    return drive(workplace, catalog, loaded, selected);
  }

  private Integer drive(Workplace workplace, Catalog catalog, Plan loaded, Set<String> selected)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    var screen = new Screen(options);
    Time time = Time.system();
    Consumer<String> notice = new Notices(workplace, loaded, err::println);
    var log =
        new ExecutionLog(
            workplace.home().resolve("logs").resolve("emergency-execution.log"),
            screen.narration(),
            time,
            notice);
    var diagnoses =
        new DiagnosisProjection(
            new DiagnosisFiles(workplace.home()),
            new TakeDiagnosis(workplace, catalog, time),
            loaded,
            notice);
    var alerts = new Alerts(workplace, loaded, time, options.language(), notice);
    try (log;
        alerts;
        LiveTerminal live = screen.live(time)) {
      var run =
          new ExecuteRun(
              workplace, catalog, time, Observers.of(live, log, diagnoses, alerts), notice);
      String command = "execute" + (selected.isEmpty() ? "" : " " + String.join(" ", selected));
      var result = run.run(new ExecuteRun.Request(loaded, selected, fresh, command));
      answer(workplace, screen, result.outcome(), result.state());
      return ExitCode.of(result.outcome()).code;
    }
  }

  private void answer(Workplace workplace, Screen screen, Outcome outcome, RunState state) {
    StatusView view = new ReadStatus(workplace, Time.system()).of(state);
    spec.commandLine()
        .getOut()
        .println(
            json.isAsked()
                ? ExecuteJson.of(outcome, view, state)
                : screen.panel(view).stripTrailing());
  }

  private Integer look(List<DryRun.Intent> intents) {
    spec.commandLine()
        .getOut()
        .println(json.isAsked() ? DryRunText.json(intents) : DryRunText.lines(intents));
    return ExitCode.DONE.code;
  }
}
