package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.control.PlanGlance;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.VerifyGates;
import io.nuwa.emergency.control.VerifyStatus;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

  /** Two processes may read the clock in another order than they write. */
  private static final Duration CLOCK_WENT_BACK = Duration.ofMinutes(-1);

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

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      description =
          "with --exit-code: how long ago every gate may have been measured (default: the plan's"
              + " check-every)")
  private Optional<String> maxAge = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Workplace workplace = options.workplace();
    var screen = new Screen(options);
    if (json.isAsked() && watch) {
      throw new Fault.UsageException("--watch shows a panel; leave out --json");
    }
    if (maxAge.isPresent() && !exitCode) {
      throw new Fault.UsageException("--max-age is what --exit-code goes by: add --exit-code");
    }
    Optional<Duration> bound = maxAge.map(StatusCommand::duration);
    StatusView view = view(workplace);
    if (watch) {
      return watch(workplace, screen, view);
    }
    spec.commandLine()
        .getOut()
        .println(json.isAsked() ? StatusJson.render(view) : screen.panel(view).stripTrailing());
    view.warnings().forEach(w -> spec.commandLine().getErr().println(HarmlessText.signed(w)));
    return exitCode ? judged(view, bound) : ExitCode.DONE.code;
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new Fault.UsageException(
                    "--max-age must be a duration such as 10m or 6h, not '" + text + "'"));
  }

  /** What was measured too long ago proves nothing about now, however green it was. */
  private int judged(StatusView view, Optional<Duration> bound) {
    if (!view.allVerified()) {
      return ExitCode.NOT_RESOLVED.code;
    }
    Optional<Duration> most = bound.or(() -> view.watch().map(StatusView.Watch::checkEvery));
    Optional<Duration> age = view.measuredAt().map(at -> Duration.between(at, view.now()));
    boolean fresh =
        age.isPresent()
            && most.filter(limit -> age.get().compareTo(limit) <= 0).isPresent()
            && age.get().compareTo(CLOCK_WENT_BACK) >= 0;
    if (!fresh) {
      spec.commandLine()
          .getErr()
          .println(
              "not proved now: the oldest reading was taken %s ago, and %s is the limit (--max-age);"
                      .formatted(
                          age.map(StatusCommand::shown).orElse("at a time that is not known"),
                          most.map(Durations::write).orElse("none"))
                  + " 'emergency status --verify' measures now");
    }
    return fresh ? ExitCode.DONE.code : ExitCode.NOT_RESOLVED.code;
  }

  private static String shown(Duration age) {
    return age.isNegative()
        ? "-" + Durations.write(age.negated().truncatedTo(ChronoUnit.SECONDS))
        : Durations.write(age.truncatedTo(ChronoUnit.SECONDS));
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

  private StatusView verified(Workplace workplace, Catalog catalog) throws InterruptedException {
    Plan loaded = Wiring.plan(workplace, catalog, plan.file());
    Time time = Time.system();
    if (watch) {
      // Each second: what is shown so often is not recorded.
      return new VerifyGates(workplace, catalog, time).verify(loaded);
    }
    var log =
        new ExecutionLog(
            workplace.home().resolve("logs").resolve("emergency-execution.log"),
            new Screen(options).narration(),
            time,
            new Notices(workplace, loaded, spec.commandLine().getErr()::println));
    try (log) {
      return new VerifyStatus(workplace, catalog, time, log).verify(loaded);
    }
  }

  private StatusView view(Workplace workplace) throws InterruptedException {
    Catalog catalog = Wiring.catalog(workplace);
    return verify
        ? verified(workplace, catalog)
        : new ReadStatus(workplace, Time.system())
            .read(
                () ->
                    new PlanGlance(workplace, Wiring.program())
                        .plan(plan.file(), catalog::vocabulary));
  }
}
