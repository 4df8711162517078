package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.control.PlanLoader;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.monitor.Inbox;
import io.nuwa.emergency.monitor.LookProcess;
import io.nuwa.emergency.monitor.MonitorLog;
import io.nuwa.emergency.monitor.Watch;
import io.nuwa.emergency.panel.LiveTerminal;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.process.Detachment;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.PrintWriter;
import java.nio.file.Path;
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
@Command(description = "Watches over the run: notices what breaks, mends it, keeps the clock.")
final class MonitorCommand implements Callable<Integer> {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Mixin private CommonOptions options;

  @Mixin private PlanOption plan;

  @Option(
      names = "--daemon",
      description = "let go of the terminal; notices go to logs/monitor.log")
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

  @Option(
      names = "--for-watch",
      hidden = true,
      paramLabel = "PLAN",
      description = "a look of a daemon that waits, by the plan that it keeps; how it calls that")
  private Optional<String> forWatch = Optional.empty();

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
    WatchedPlan watched = watched(workplace, catalog);
    Consumer<String> notice = notice(workplace, watched);
    var setting =
        new WatchDuty.Setting(
            workplace, catalog, watched.current(), options.language(), !noRepair, words());
    try (var duty = new WatchDuty(setting, notice)) {
      return once ? once(duty, watched) : watch(duty, watched, every, notice);
    }
  }

  private WatchedPlan watched(Workplace workplace, Catalog catalog) {
    var loader = new PlanLoader(workplace, catalog.vocabulary());
    Path kept = new MemoryFolder(workplace.home()).watchedPlan();
    return forWatch
        .map(name -> WatchedPlan.kept(loader, name, kept))
        .orElseGet(() -> WatchedPlan.of(loader, plan.file(), kept));
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

  private int once(WatchDuty duty, WatchedPlan watched) throws InterruptedException {
    var screen = new Screen(options);
    try (LiveTerminal live = screen.live(Time.system())) {
      Outcome outcome =
          duty.look(forWatch.isPresent() ? Observers.of() : live, screen.narration(), watched)
              .once();
      if (forWatch.isPresent()) {
        spec.commandLine().getOut().println(LookProcess.HAD);
        return ExitCode.of(outcome).code;
      }
      StatusView view = duty.status();
      spec.commandLine()
          .getOut()
          .println(json.isAsked() ? StatusJson.render(view) : screen.panel(view).stripTrailing());
      return ExitCode.of(outcome).code;
    }
  }

  private int watch(
      WatchDuty duty, WatchedPlan watched, Optional<Duration> every, Consumer<String> notice)
      throws InterruptedException {
    Inbox inbox = Inbox.queue();
    var screen = new Screen(options);
    try (RunLock _ = duty.lock(words());
        LiveTerminal live = screen.live(Time.system())) {
      watched.keep();
      MonitorSignals.to(inbox);
      RunObserver seen = daemon ? Observers.of() : live;
      var looks =
          new WatchDuty.InProcess(lookCommand(duty.workplace(), watched), pictureCommand(duty));
      var watch = duty.watch(seen, screen.narration(), inbox, watched, every, looks);
      if (daemon) {
        notice.accept("process " + ProcessHandle.current().pid() + " watches");
        Detachment.to(log(duty.workplace()));
        serve(duty, watch, notice);
      } else {
        duty.serve(watch);
      }
      return ExitCode.DONE.code;
    }
  }

  /** Nobody reads a daemon's terminal, and to be stopped is how it ends. */
  private void serve(WatchDuty duty, Watch watch, Consumer<String> notice) {
    try {
      duty.serve(watch);
    } catch (InterruptedException e) {
      notice.accept("process " + ProcessHandle.current().pid() + " watches no longer: stopped");
    }
  }

  /** The same program once more, for one look. */
  private List<String> lookCommand(Workplace workplace, WatchedPlan watched) {
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
                "--for-watch=" + watched.current().source(),
                "--home",
                workplace.home().toString(),
                "--lang",
                options.language().name().toLowerCase(Locale.ROOT)));
    if (noRepair) {
      words.add("--no-repair");
    }
    return words;
  }

  private List<String> pictureCommand(WatchDuty duty) {
    return PicturesOfReport.program(duty.workplace(), plan.file());
  }

  private Consumer<String> notice(Workplace workplace, WatchedPlan watched) {
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> sink =
        daemon || forWatch.isPresent()
            ? new MonitorLog(log(workplace), Time.system(), ZoneId.systemDefault())
            : new Notices(workplace, watched.current(), err::println);
    return text -> sink.accept(workplace.redaction(watched.current()).hide(text));
  }

  private static Path log(Workplace workplace) {
    return workplace.home().resolve("logs").resolve("monitor.log");
  }

  /** How the locks name us. */
  private String words() {
    return "monitor" + (daemon ? " --daemon" : "") + (once ? " --once" : "");
  }
}
