package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Execution;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.util.Set;
import java.util.function.Consumer;

/** Starts a run, or takes the one in the journal up again, and drives it as far as it goes. */
public final class ExecuteRun {
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
    var door = new RunDoor(workplace, catalog, time, observer, notice, true);
    try (OpenRun run = door.open(request.plan(), request.fresh(), request.command())) {
      RunState state = new Execution(run.context()).drive(request.selected());
      Outcome outcome =
          Outcomes.of(request.plan(), catalog, request.selected(), state, run.time().instant());
      explain(request, outcome, state);
      return new Result(outcome, state);
    }
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
}
