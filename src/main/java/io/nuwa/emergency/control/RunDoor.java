package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Recorder;
import io.nuwa.emergency.engine.RunContext;
import io.nuwa.emergency.memory.AssignmentsFile;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.JournalEnd;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.memory.StatusFiles;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.ForwardTime;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The way into a run: takes the lock, reads what was recorded, and hands out the pen. */
final class RunDoor {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final int MOST_TRIES = 25;

  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;
  private final RunObserver observer;
  private final Consumer<String> notice;
  private final boolean waiting;

  /**
   * Prepares.
   *
   * @param waiting whether a run may wait for what time alone mends
   * @param observer is told what is recorded
   * @param notice is told what is not an event, such as a damaged file that was set aside
   */
  RunDoor(
      Workplace workplace,
      Catalog catalog,
      Time time,
      RunObserver observer,
      Consumer<String> notice,
      boolean waiting) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
    this.observer = observer;
    this.notice = notice;
    this.waiting = waiting;
  }

  /**
   * Takes a run up, or begins one.
   *
   * @param fresh put the run away that is there
   * @param command how the lock names us to others
   * @throws RunLock.HeldException when somebody else drives a run here
   */
  OpenRun open(Plan plan, boolean fresh, String command) throws InterruptedException {
    return locked(command, lock -> open(lock, plan, fresh));
  }

  /**
   * Goes on with a run that this process has left. When nobody has written since, nothing is read
   * again and no entry says that it was taken up.
   *
   * @param command how the lock names us to others
   * @throws RunLock.HeldException when somebody else drives a run here
   */
  OpenRun open(Plan plan, LeftRun left, String command) throws InterruptedException {
    return locked(
        command,
        lock ->
            left.stillEnds(workplace.memory().journal())
                ? goOn(lock, plan, left)
                : open(lock, plan, false));
  }

  private interface Opening {
    OpenRun with(RunLock lock);
  }

  private OpenRun locked(String command, Opening opening) throws InterruptedException {
    RunLock lock = lock(command);
    boolean opened = false;
    try {
      OpenRun run = opening.with(lock);
      opened = true;
      return run;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private OpenRun open(RunLock lock, Plan plan, boolean fresh) {
    var earlier = new EarlierRun(workplace.memory(), time, notice);
    RunHistory history = earlier.open(fresh, plan.name());
    Time running = earlier.clock(history);
    return opened(
        lock,
        plan,
        running,
        history.reading().end(),
        pen -> {
          setClaimsAside(plan);
          history
              .state()
              .ifPresent(_ -> pen.observer.takenUp(history.before(), history.reading().entries()));
          Recorder ours =
              history
                  .state()
                  .map(state -> resumed(plan, state, pen.on(state)))
                  .orElseGet(() -> pen.begin(started(plan)));
          pen.observer.project(ours.state());
          return ours;
        });
  }

  /** Nobody has come by: the files are as they were left, until there is something to record. */
  private OpenRun goOn(RunLock lock, Plan plan, LeftRun left) {
    if (!left.state().plan().equals(plan.name())) {
      throw new OtherPlanException(left.state(), plan.name());
    }
    Time running = new ForwardTime(time, left.state().lastAt());
    return opened(
        lock, plan, running, left.end(), pen -> adopted(plan, left.state(), pen.on(left.state())));
  }

  private OpenRun opened(
      RunLock lock, Plan plan, Time running, JournalEnd end, Function<Pen, Recorder> recorder) {
    Journal journal = Journal.open(workplace.memory().journal(), end, lock::requireHeld);
    boolean ready = false;
    try {
      var secrets = new Secrets(workplace.home(), plan);
      var files = new StatusFiles(workplace.memory());
      var assignments = new AssignmentsFile(workplace.memory(), plan.coordinator());
      var store = new EvidenceStore(workplace.memory());
      Recorder ours =
          recorder.apply(
              new Pen(
                  journal,
                  store,
                  new Projecting(files, assignments, observer),
                  running,
                  secrets::redaction));
      var context =
          new RunContext(plan, catalog, ours, running, workplace.local(), secrets, waiting);
      ready = true;
      return new OpenRun(lock, journal, context);
    } finally {
      if (!ready) {
        journal.close();
      }
    }
  }

  /** What a recorder needs, whichever way it begins. */
  private record Pen(
      Journal journal,
      EvidenceStore store,
      Projecting observer,
      Time time,
      Supplier<Redaction> redaction) {
    Recorder on(RunState state) {
      return new Recorder(journal, store, observer, time, redaction, state);
    }

    Recorder begin(Event.RunStarted started) {
      return Recorder.begin(journal, store, observer, time, redaction, started);
    }
  }

  /** The status files first: whoever is told next may look at them. */
  private record Projecting(StatusFiles files, AssignmentsFile assignments, RunObserver next)
      implements RunObserver {
    @Override
    public void recorded(Entry entry, RunState state) {
      project(state);
      next.recorded(entry, state);
    }

    void project(RunState state) {
      files.project(state);
      assignments.project(state);
    }

    @Override
    public void takenUp(Optional<RunState> before, List<Entry> entries) {
      next.takenUp(before, entries);
    }

    @Override
    public void progress(StepKey step, String what, double fraction) {
      next.progress(step, what, fraction);
    }
  }

  private void setClaimsAside(Plan plan) {
    StatusFiles.setClaimsAside(
            workplace.memory(), plan.blockers().stream().map(Blocker::id).toList())
        .forEach(
            file ->
                notice.accept(
                    file
                        + " was not written by a run of ours: moved to the folder 'claimed' beside"
                        + " it"));
  }

  /** Whoever has just begun may not have written its name yet: worth half a second of waiting. */
  private RunLock lock(String command) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return RunLock.take(workplace.memory(), command);
      } catch (RunLock.HeldException e) {
        if (e.isNamed() || tries == MOST_TRIES) {
          throw e;
        }
      }
      time.pause(BETWEEN_TRIES);
    }
  }

  private Recorder adopted(Plan plan, RunState before, Recorder recorder) {
    if (!before.digest().equals(plan.digest())) {
      PlanChange.between(before, RunOutline.of(plan)).texts().forEach(notice);
      recorder.note(
          new Event.PlanAdopted(
              plan.digest(),
              plan.title(),
              plan.timeBox().length(),
              plan.timeBox().checkEvery(),
              BlockerOutline.of(plan),
              facts(plan),
              PlanClock.of(plan)));
      recorder.commit();
    }
    return recorder;
  }

  private Recorder resumed(Plan plan, RunState before, Recorder recorder) {
    adopted(plan, before, recorder);
    boolean inFlight =
        before.blockers().values().stream().anyMatch(b -> b.status() == Status.IN_PROGRESS);
    recorder.note(
        new Event.RunResumed(
            ProcessHandle.current().pid(),
            inFlight ? "work was in flight" : "everything is measured again"));
    recorder.commit();
    return recorder;
  }

  private Event.RunStarted started(Plan plan) {
    String id = plan.name() + "-" + time.instant().getEpochSecond();
    return new Event.RunStarted(
        id,
        plan.name(),
        plan.digest(),
        plan.title(),
        plan.timeBox().length(),
        plan.timeBox().checkEvery(),
        BlockerOutline.of(plan),
        facts(plan),
        PlanClock.of(plan));
  }

  static Map<String, String> facts(Plan plan) {
    return plan.ports().entrySet().stream()
        .collect(
            Collectors.toMap(
                port -> Values.PORT + port.getKey(), port -> String.valueOf(port.getValue())));
  }
}
