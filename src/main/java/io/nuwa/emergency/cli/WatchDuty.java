package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.KeepWatch;
import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.TakeDiagnosis;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.memory.WatchBeat;
import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Beat;
import io.nuwa.emergency.monitor.Heartbeat;
import io.nuwa.emergency.monitor.Inbox;
import io.nuwa.emergency.monitor.LookProcess;
import io.nuwa.emergency.monitor.PlanSource;
import io.nuwa.emergency.monitor.ReplacedException;
import io.nuwa.emergency.monitor.ServiceReport;
import io.nuwa.emergency.monitor.SpareMemory;
import io.nuwa.emergency.monitor.Watch;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.panel.Narration;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.process.ServiceNotify;
import io.nuwa.emergency.report.DiagnosisFiles;
import io.nuwa.emergency.report.DiagnosisProjection;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a watch together, with everything that follows from its looks, and takes it apart again. A
 * look of its own process writes the report; the process that waits keeps alerts firing, gives out
 * figures and has pictures taken.
 */
final class WatchDuty implements AutoCloseable {
  private final Setting setting;
  private final Consumer<String> notice;
  private final Time time = Time.system();
  private final Heartbeat heartbeat = new Heartbeat(time);
  private Runnable held = () -> {};
  private final List<Attendant> attendants = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /**
   * What is watched, and how.
   *
   * @param mending false to measure only
   * @param command how the lock names us
   */
  record Setting(
      Workplace workplace,
      Catalog catalog,
      Plan plan,
      Language language,
      boolean mending,
      String command) {}

  /**
   * Programs that a waiting process starts.
   *
   * @param look has a whole look
   * @param pictures takes pictures; the home folder and the occasion are added
   */
  record InProcess(List<String> look, List<String> pictures) {}

  WatchDuty(Setting setting, Consumer<String> notice) {
    this.setting = setting;
    this.notice = notice;
  }

  Workplace workplace() {
    return setting.workplace();
  }

  Catalog catalog() {
    return setting.catalog();
  }

  /** Keeps a second watch of this home folder out. */
  RunLock lock(String words) {
    RunLock lock = RunLock.take(new MemoryFolder(workplace().home()), RunLock.Kind.WATCH, words);
    held = lock::requireHeld;
    return lock;
  }

  /** For one whole look, had here. */
  Watch look(RunObserver seen, Narration narration, PlanSource plans) {
    attendants.add(
        new ReportDuty(workplace(), setting.language().say(Wording.ZH, Wording.EN), notice));
    return watch(keeper(seen, narration), Inbox.queue(), plans, Optional.empty());
  }

  /** For a watch that waits; its whole looks are had elsewhere. */
  Watch watch(
      RunObserver seen,
      Narration narration,
      Inbox inbox,
      PlanSource plans,
      Optional<Duration> interval,
      InProcess programs) {
    KeepWatch keeper = keeper(seen, narration);
    opened(new PictureDuty(workplace(), programs.pictures(), notice));
    opened(new MetricsDuty(workplace(), setting.plan(), heartbeat, time, notice)).begin();
    opened(new ServiceReport(ServiceNotify.of(workplace().environment()), heartbeat)).begin();
    attendants.add(new SpareMemory());
    var memory = new MemoryFolder(workplace().home());
    attendants.add(
        new Beat(time, (at, looking) -> new WatchBeat(at, looking, blind()).write(memory)));
    return watch(
        new LookProcess(keeper, programs.look(), workplace().home()), inbox, plans, interval);
  }

  private Watch watch(Looks looks, Inbox inbox, PlanSource plans, Optional<Duration> interval) {
    return new Watch(
        new Watch.Parts(looks, plans, inbox, time, attendants, heartbeat, notice),
        setting.plan(),
        interval);
  }

  private KeepWatch keeper(RunObserver seen, Narration narration) {
    ExecutionLog log =
        opened(
            new ExecutionLog(
                workplace().home().resolve("logs").resolve("emergency-execution.log"),
                narration,
                time,
                notice));
    attendants.add(new LogDuty(log));
    var diagnoses =
        new DiagnosisProjection(
            new DiagnosisFiles(workplace().home()),
            new TakeDiagnosis(workplace(), catalog(), time),
            setting.plan(),
            notice);
    AlertDuty alerts =
        opened(
            new AlertDuty(
                setting.plan(),
                plan -> new Alerts(workplace(), plan, time, setting.language(), notice),
                heartbeat::sight));
    return new KeepWatch(
        workplace(),
        catalog(),
        time,
        Observers.of(seen, log, diagnoses, alerts),
        notice,
        setting.mending(),
        setting.command(),
        () -> held.run());
  }

  /** What is written beside the journal holds no secret either, nor controls a terminal. */
  private Optional<WatchSight.Blind> blind() {
    return heartbeat.sight() instanceof WatchSight.Blind blind
        ? Optional.of(
            new WatchSight.Blind(
                blind.since(),
                HarmlessText.signed(workplace().redaction(setting.plan()).hide(blind.reason()))))
        : Optional.empty();
  }

  /** Watches until the thread is interrupted. */
  void serve(Watch watch) throws InterruptedException {
    try {
      watch.run();
    } catch (ReplacedException e) {
      notice.accept(e.getMessage());
      throw e;
    }
  }

  StatusView status() {
    return new ReadStatus(workplace(), time).read(() -> RunOutline.of(setting.plan()));
  }

  private <T extends AutoCloseable> T opened(T thing) {
    open.push(thing);
    if (thing instanceof Attendant attendant) {
      attendants.add(attendant);
    }
    return thing;
  }

  /** Another process writes the log while it has a whole look. */
  private record LogDuty(ExecutionLog log) implements Attendant {
    @Override
    public String name() {
      return "log";
    }

    @Override
    public void beforeLook(boolean whole) {
      if (whole) {
        log.close();
      }
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        notice.accept("could not be ended in good order: " + e);
      }
    }
  }
}
