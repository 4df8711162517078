package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.KeepWatch;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.TakeDiagnosis;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Heartbeat;
import io.nuwa.emergency.monitor.Inbox;
import io.nuwa.emergency.monitor.LookProcess;
import io.nuwa.emergency.monitor.PlanSource;
import io.nuwa.emergency.monitor.ServiceReport;
import io.nuwa.emergency.monitor.Watch;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.Narration;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.process.ServiceManager;
import io.nuwa.emergency.report.DiagnosisFiles;
import io.nuwa.emergency.report.DiagnosisProjection;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts a watch together, with everything that follows from it, and takes it apart again. */
final class WatchDuty implements AutoCloseable {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Plan plan;
  private final Consumer<String> notice;
  private final boolean mending;
  private final String command;
  private final Time time = Time.system();
  private final Heartbeat heartbeat = new Heartbeat(time);
  private final ServiceReport serviceReport;
  private final List<Attendant> attendants = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private WatchDuty(
      Workplace workplace,
      Catalog catalog,
      Plan plan,
      Consumer<String> notice,
      boolean mending,
      String command) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.plan = plan;
    this.notice = notice;
    this.mending = mending;
    this.command = command;
    this.serviceReport =
        opened(new ServiceReport(ServiceManager.of(workplace.environment()), heartbeat));
  }

  static WatchDuty begin(
      Workplace workplace,
      Catalog catalog,
      Plan plan,
      Consumer<String> notice,
      boolean mending,
      String command) {
    return new WatchDuty(workplace, catalog, plan, notice, mending, command);
  }

  Workplace workplace() {
    return workplace;
  }

  Catalog catalog() {
    return catalog;
  }

  /** Keeps a second watch of this home folder out. */
  RunLock lock(String words) {
    return RunLock.take(new MemoryFolder(workplace.home()), RunLock.Kind.WATCH, words);
  }

  /**
   * The watch, not yet begun.
   *
   * @param lookCommand the program that has whole looks; empty when they are had here
   */
  Watch watch(
      RunObserver seen,
      Narration narration,
      Inbox inbox,
      PlanSource plans,
      Optional<Duration> interval,
      List<String> lookCommand) {
    var log =
        opened(
            new ExecutionLog(
                workplace.home().resolve("logs").resolve("emergency-execution.log"),
                narration,
                time,
                notice));
    var diagnoses =
        new DiagnosisProjection(
            new DiagnosisFiles(workplace.home()),
            new TakeDiagnosis(workplace, catalog, time),
            plan,
            notice);
    var alerts = opened(new Alerts(plan, notice));
    var keeper =
        new KeepWatch(
            workplace,
            catalog,
            time,
            Observers.of(seen, log, diagnoses, alerts),
            notice,
            mending,
            command);
    return new Watch(
        new Watch.Parts(
            lookCommand.isEmpty() ? keeper : new LookProcess(keeper, lookCommand, workplace.home()),
            plans,
            inbox,
            time,
            attendants,
            heartbeat,
            notice),
        plan,
        interval);
  }

  /** Watches until the thread is interrupted. */
  void serve(Watch watch) throws InterruptedException {
    serviceReport.begin();
    watch.run();
  }

  StatusView status() {
    return new ReadStatus(workplace, time).read(() -> RunOutline.of(plan));
  }

  private <T extends AutoCloseable> T opened(T thing) {
    open.push(thing);
    if (thing instanceof Attendant attendant) {
      attendants.add(attendant);
    }
    return thing;
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
