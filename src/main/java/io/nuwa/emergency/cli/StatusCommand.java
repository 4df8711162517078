package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.PlanGlance;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.VerifyGates;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how things stand. */
@Command(description = "Shows how things stand, from the journal or measured now.")
final class StatusCommand implements Callable<Integer> {
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Mixin private JsonOption json;

  @Option(names = "--verify", description = "measure every gate now")
  private boolean verify;

  @Option(names = "--watch", description = "show it again each second until stopped")
  private boolean watch;

  @Option(
      names = "--exit-code",
      description = "exit 1 unless every blocker is resolved and verified")
  private boolean exitCode;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Workplace workplace = options.workplace();
    var screen = new Screen(options);
    if (json.isAsked() && watch) {
      throw new Fault.UsageException("--watch shows a panel; leave out --json");
    }
    StatusView view = view(workplace);
    if (watch) {
      return watch(workplace, screen, view);
    }
    spec.commandLine()
        .getOut()
        .println(json.isAsked() ? StatusJson.render(view) : screen.panel(view).stripTrailing());
    view.warnings().forEach(w -> spec.commandLine().getErr().println(HarmlessText.signed(w)));
    return exitCode && !view.allVerified() ? ExitCode.NOT_RESOLVED.code : ExitCode.DONE.code;
  }

  /** Ends with Ctrl-C, which is no fault here. */
  private int watch(Workplace workplace, Screen screen, StatusView first) {
    PrintWriter out = spec.commandLine().getOut();
    StatusView view = first;
    try {
      while (true) {
        out.print((screen.animatesStdout() ? CLEAR_SCREEN : "") + screen.panel(view));
        out.flush();
        Time.system().pause(REDRAW);
        view = view(workplace);
      }
    } catch (InterruptedException stopped) {
      return ExitCode.INTERRUPTED.code;
    }
  }

  private StatusView view(Workplace workplace) throws InterruptedException {
    Catalog catalog = Wiring.catalog(workplace);
    return verify
        ? new VerifyGates(workplace, catalog, Time.system())
            .verify(Wiring.plan(workplace, catalog, plan.file()))
        : new ReadStatus(workplace, Time.system())
            .read(
                () ->
                    new PlanGlance(workplace, Wiring.program())
                        .outline(plan.file(), catalog::vocabulary));
  }
}
