package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Execution;
import io.nuwa.emergency.engine.Recorder;
import io.nuwa.emergency.engine.RunContext;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.memory.AssignmentsFile;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.memory.StatusFiles;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts a run, or takes the one in the journal up again, and drives it as far as it goes. */
public final class ExecuteRun {
  /** What a machine lacks when one of these is the last word. */
  private static final Set<FailureClass> LACKING =
      Set.of(FailureClass.ENGINE_MISSING, FailureClass.PERMISSION, FailureClass.NO_SPACE);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final int MOST_TRIES = 25;

  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;
  private final RunObserver observer;
  private final Consumer<String> notice;

  /**
   * Prepares the use case.
   *
   * @param observer is told what was recorded
   * @param notice is told what is not an event, such as a damaged file that was set aside
   */
  public ExecuteRun(
      Workplace workplace,
      Catalog catalog,
      Time time,
      RunObserver observer,
      Consumer<String> notice) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
    this.observer = observer;
    this.notice = notice;
  }

  /**
   * What shall be done.
   *
   * @param selected blocker ids; empty for all of them and a decision
   * @param fresh begin a new run and a new time box, whatever the journal says
   * @param command how the lock names us to others
   */
  public record Request(Plan plan, Set<String> selected, boolean fresh, String command) {}

  /** How it ended, and where the run stands. */
  public record Result(Outcome outcome, RunState state) {}

  /**
   * Does it.
   *
   * @throws InterruptedException when it was stopped in good order
   */
  public Result run(Request request) throws InterruptedException {
    try (RunLock _ = lock(request.command())) {
      var earlier = new EarlierRun(workplace.memory(), time, notice);
      RunHistory history = earlier.open(request.fresh());
      Time running = earlier.clock(history);
      try (Journal journal = Journal.open(workplace.memory().journal(), history.reading())) {
        var secrets = new Secrets(workplace.home(), request.plan());
        RunContext context =
            new RunContext(
                request.plan(),
                catalog,
                recorder(request.plan(), history, journal, running, secrets::redaction),
                running,
                workplace.local(),
                secrets);
        RunState state = new Execution(context).drive(request.selected());
        Outcome outcome = outcome(state, request, running.instant());
        explain(request, outcome, state);
        return new Result(outcome, state);
      }
    }
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

  private Recorder recorder(
      Plan plan, RunHistory history, Journal journal, Time running, Supplier<Redaction> redaction) {
    var store = new EvidenceStore(workplace.memory());
    var files = new StatusFiles(workplace.memory());
    var assignments = new AssignmentsFile(workplace.memory(), plan.coordinator());
    RunObserver all =
        new RunObserver() {
          @Override
          public void recorded(Entry entry, RunState state) {
            files.recorded(entry, state);
            assignments.project(state);
            observer.recorded(entry, state);
          }

          @Override
          public void takenUp(List<Entry> entries) {
            observer.takenUp(entries);
          }

          @Override
          public void progress(StepKey step, String what, double fraction) {
            observer.progress(step, what, fraction);
          }
        };
    StatusFiles.setClaimsAside(
            workplace.memory(), plan.blockers().stream().map(Blocker::id).toList())
        .forEach(
            file ->
                notice.accept(
                    file
                        + " was not written by a run of ours: moved to the folder 'claimed' beside"
                        + " it"));
    if (history.state().isPresent()) {
      all.takenUp(history.reading().entries());
    }
    Recorder recorder =
        history
            .state()
            .map(
                state ->
                    resumed(
                        plan, state, new Recorder(journal, store, all, running, redaction, state)))
            .orElseGet(
                () -> Recorder.begin(journal, store, all, running, redaction, started(plan)));
    files.project(recorder.state());
    assignments.project(recorder.state());
    return recorder;
  }

  private static Recorder resumed(Plan plan, RunState before, Recorder recorder) {
    if (!before.digest().equals(plan.digest())) {
      recorder.note(
          new Event.PlanAdopted(
              plan.digest(),
              plan.title(),
              plan.timeBox().length(),
              plan.timeBox().checkEvery(),
              outlines(plan),
              newFacts(plan, before)));
    }
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
        outlines(plan),
        facts(plan));
  }

  /** Ports that a remedy moved stay moved; names that the run does not know yet come in. */
  private static Map<String, String> newFacts(Plan plan, RunState before) {
    return facts(plan).entrySet().stream()
        .filter(fact -> !before.facts().containsKey(fact.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static Map<String, String> facts(Plan plan) {
    return plan.ports().entrySet().stream()
        .collect(
            Collectors.toMap(
                port -> Values.PORT + port.getKey(), port -> String.valueOf(port.getValue())));
  }

  private static List<BlockerOutline> outlines(Plan plan) {
    return plan.blockers().stream().map(BlockerOutline::of).toList();
  }

  private void explain(Request request, Outcome outcome, RunState state) {
    if (outcome == Outcome.LATE) {
      notice.accept(
          "the time box of run %s ended at %s; 'emergency execute --fresh' begins a new one"
              .formatted(state.run(), state.deadline()));
    } else {
      Needs.of(request.plan(), state).leftOut(request.selected()).forEach(notice);
    }
  }

  private Outcome outcome(RunState state, Request request, Instant now) {
    List<BlockerState> open =
        state.blockers().values().stream()
            .filter(
                b -> request.selected().isEmpty() || request.selected().contains(b.outline().id()))
            .filter(b -> b.status() != Status.RESOLVED)
            .toList();
    boolean onGoOpen =
        state.decision() == Decision.GO
            && request.plan().onGo().stream()
                .anyMatch(
                    task ->
                        catalog.steps(task, request.plan()).stream()
                            .map(step -> new StepKey(RunState.ON_GO, task.id(), step.id()))
                            .anyMatch(step -> !state.goSteps().containsKey(step)));
    if (open.isEmpty()) {
      return onGoOpen ? Outcome.NOT_RESOLVED : Outcome.DONE;
    }
    if (state.decision() == Decision.NO_GO || !now.isBefore(state.deadline())) {
      return Outcome.LATE;
    }
    if (open.stream().anyMatch(blocker -> gaveUpOn(blocker, LACKING))) {
      return Outcome.ENVIRONMENT;
    }
    return open.stream().anyMatch(b -> gaveUpOn(b, Set.of(FailureClass.CONFIGURATION)))
        ? Outcome.CONFIGURATION
        : Outcome.NOT_RESOLVED;
  }

  private static boolean gaveUpOn(BlockerState blocker, Set<FailureClass> kinds) {
    return blocker.assigned().filter(assigned -> kinds.contains(assigned.kind())).isPresent();
  }
}
