package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Execution;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches over a run: each look takes the lock, goes on with the journal, measures, mends through
 * the same engine as {@link ExecuteRun}, and lets go again. Between two looks anybody else may
 * drive the run; what they recorded is read then. For one thread.
 */
public final class KeepWatch implements Looks {
  private final RunDoor door;
  private final Workplace workplace;
  private final Catalog catalog;
  private final boolean mending;
  private final String command;
  private final Consumer<String> notice;
  private final Runnable watched;
  private Optional<LeftRun> left = Optional.empty();
  private volatile Optional<Map<String, String>> facts = Optional.empty();

  /**
   * Prepares the use case.
   *
   * @param observer is told what was recorded
   * @param notice is told what is not an event, such as a damaged file that was set aside
   * @param mending false to measure only
   * @param command how the lock names us to others
   * @param watched throws when the lock that keeps other watches out was lost
   */
  public KeepWatch(
      Workplace workplace,
      Catalog catalog,
      Time time,
      RunObserver observer,
      Consumer<String> notice,
      boolean mending,
      String command,
      Runnable watched) {
    this.door = new RunDoor(workplace, catalog, time, observer, notice, false);
    this.workplace = workplace;
    this.catalog = catalog;
    this.mending = mending;
    this.command = command;
    this.notice = notice;
    this.watched = watched;
  }

  @Override
  public Result lookAtEverything(Plan plan) throws InterruptedException {
    new VerifyJournal(workplace).badEvidence().forEach(notice);
    return look(plan, execution -> execution.keep(mending));
  }

  @Override
  public Result lookAt(Plan plan, List<String> probes) throws InterruptedException {
    return look(plan, execution -> execution.follow(probes, mending));
  }

  @Override
  public List<Sentinel> sentinels(Plan plan) {
    var sentinels = new ArrayList<Sentinel>(catalog.sentinels(plan));
    sentinels.addAll(GateGlances.of(plan, catalog));
    return sentinels;
  }

  @Override
  public Values values(Plan plan) {
    return new Values(
            facts.orElseGet(() -> RunDoor.facts(plan)), new Secrets(workplace.home(), plan).get())
        .with(workplace.local());
  }

  @Override
  public Optional<RunState> refresh() {
    requireWatched();
    if (RunLock.holder(workplace.memory()).isPresent()) {
      return Optional.empty();
    }
    Path journal = workplace.memory().journal();
    if (left.filter(known -> known.stillEnds(journal)).isEmpty()) {
      RunHistory history = RunHistory.read(journal);
      left.ifPresent(before -> requireSuccessor(before, history));
      Optional<RunState> state = history.state().filter(_ -> history.reading().damage().isEmpty());
      left = state.flatMap(known -> LeftRun.of(journal, known, history.reading().end()));
      facts = state.map(RunState::facts);
    }
    return left.map(LeftRun::state);
  }

  /** Before a look nobody may have taken away what it goes on with. */
  private void requireKept() {
    requireWatched();
    Path journal = workplace.memory().journal();
    if (left.isPresent() && !left.get().stillEnds(journal)) {
      requireSuccessor(left.get(), RunHistory.read(journal));
    }
  }

  private interface Look {
    RunState at(Execution execution) throws InterruptedException;
  }

  private Result look(Plan plan, Look look) throws InterruptedException {
    try (OpenRun run = open(plan)) {
      left = Optional.empty();
      RunState state = look.at(new Execution(run.context()));
      left = run.leave(workplace.memory().journal());
      facts = Optional.of(state.facts());
      return new Result(Outcomes.of(plan, catalog, Set.of(), state, run.time().instant()), state);
    }
  }

  private void requireWatched() {
    try {
      watched.run();
    } catch (MemoryException e) {
      throw new LostException(e.getMessage());
    }
  }

  /** What this process has left is still there, or was put away by a fresh run. */
  private void requireSuccessor(LeftRun before, RunHistory now) {
    String run = before.state().run();
    boolean same = now.state().filter(state -> state.run().equals(run)).isPresent();
    boolean longEnough = now.reading().records() >= before.end().records();
    if (now.reading().damage().isPresent()
        || (same && longEnough)
        || (!same && Files.exists(workplace.memory().archive(run)))) {
      return;
    }
    throw new LostException(
        ("the journal %s no longer holds what this watch has recorded of the run %s: it was"
             + " removed, cut or replaced; put it back if you have it, and start the watch again")
            .formatted(workplace.memory().journal(), run));
  }

  private OpenRun open(Plan plan) throws InterruptedException {
    requireKept();
    try {
      return left.isPresent()
          ? door.open(plan, left.get(), command)
          : door.open(plan, false, command);
    } catch (RunLock.HeldException e) {
      throw new BusyException(e.getMessage());
    }
  }
}
