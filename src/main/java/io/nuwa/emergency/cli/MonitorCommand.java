package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.monitor.Inbox;
import io.nuwa.emergency.monitor.MonitorLog;
import io.nuwa.emergency.monitor.PlanSource;
import io.nuwa.emergency.panel.LiveTerminal;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches over a run. */
@Command(
    name = "monitor",
    description = "Watches over the run: notices what breaks, mends it, keeps the clock.")
final class MonitorCommand implements Callable<Integer> {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Option(
      names = "--daemon",
      description = "say nothing on the terminal; notices go to logs/monitor.log")
  private boolean daemon;

  @Option(names = "--once", description = "look at everything once, and exit as execute does")
  private boolean once;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "between two full looks, such as 6h or 90s (default: the plan's)")
  private Optional<String> interval = Optional.empty();

  @Option(names = "--no-repair", description = "measure and report only")
  private boolean noRepair;

  @Option(names = "--for-watch", hidden = true, description = "a look of a daemon that waits")
  private boolean forWatch;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (json.isAsked() && !once) {
      throw new Fault.UsageException("--json is for the one look of --once; a watch has no end");
    }
    if (daemon && once) {
      throw new Fault.UsageException("--daemon watches on and --once looks once: choose one");
    }
    Optional<Duration> every = interval.map(MonitorCommand::duration);
    Workplace workplace = options.workplace();
    Catalog catalog = Wiring.catalog(workplace);
    Plan loaded = Wiring.plan(workplace, catalog, plan.file());
    Consumer<String> notice = notice(workplace, loaded);
    var setting =
        new WatchDuty.Setting(workplace, catalog, loaded, options.language(), !noRepair, words());
    try (var duty = new WatchDuty(setting, notice)) {
      return once ? once(duty) : watch(duty, every);
    }
  }

  private static Duration duration(String text) {
    return Durations.parse(text)
        .filter(duration -> duration.compareTo(SHORTEST) >= 0)
        .orElseThrow(
            () ->
                new Fault.UsageException(
                    "--interval must be a duration of a second or more, such as 6h or 90s, not '"
                        + text
                        + "'"));
  }

  private int once(WatchDuty duty) throws InterruptedException {
    var screen = new Screen(options);
    try (LiveTerminal live = screen.live(Time.system())) {
      Outcome outcome =
          duty.look(forWatch ? Observers.of() : live, screen.narration(), plans(duty)).once();
      if (forWatch) {
        return ExitCode.of(outcome).code;
      }
      StatusView view = duty.status();
      spec.commandLine()
          .getOut()
          .println(json.isAsked() ? StatusJson.render(view) : screen.panel(view).stripTrailing());
      return ExitCode.of(outcome).code;
    }
  }

  private int watch(WatchDuty duty, Optional<Duration> every) throws InterruptedException {
    Inbox inbox = Inbox.queue();
    var screen = new Screen(options);
    try (RunLock _ = duty.lock(words());
        LiveTerminal live = screen.live(Time.system())) {
      MonitorSignals.to(inbox);
      RunObserver seen = daemon ? Observers.of() : live;
      var looks = new WatchDuty.InProcess(lookCommand(duty.workplace()), pictureCommand(duty));
      duty.serve(duty.watch(seen, screen.narration(), inbox, plans(duty), every, looks));
      return ExitCode.DONE.code;
    }
  }

  /** The same program once more, for one look. */
  private List<String> lookCommand(Workplace workplace) {
    var words =
        new ArrayList<>(
            List.of(
                workplace.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Wiring.classPath(),
                Main.class.getName(),
                "monitor",
                "--once",
                "--for-watch",
                "--home",
                workplace.home().toString(),
                "--lang",
                options.language().name().toLowerCase(Locale.ROOT)));
    plan.file().ifPresent(file -> words.addAll(List.of("--plan", file)));
    if (noRepair) {
      words.add("--no-repair");
    }
    return words;
  }

  private List<String> pictureCommand(WatchDuty duty) {
    return PicturesOfReport.program(duty.workplace(), plan.file());
  }

  private PlanSource plans(WatchDuty duty) {
    return () -> Wiring.plan(duty.workplace(), duty.catalog(), plan.file());
  }

  private Consumer<String> notice(Workplace workplace, Plan loaded) {
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> sink =
        daemon || forWatch
            ? new MonitorLog(
                workplace.home().resolve("logs").resolve("monitor.log"),
                Time.system(),
                ZoneId.systemDefault())
            : new Notices(workplace, loaded, err::println);
    return text -> sink.accept(workplace.redaction(loaded).hide(text));
  }

  /** How the locks name us. */
  private String words() {
    return "monitor" + (daemon ? " --daemon" : "") + (once ? " --once" : "");
  }
}
