package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Execution;
import io.nuwa.emergency.engine.Gates;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.util.List;
import java.util.Map;

/**
 * Measures every gate now, shows what it saw, and records it in the run, so that whoever asks
 * afterwards hears the same. Where that cannot be recorded it says why. Mends nothing.
 */
public final class VerifyStatus {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;
  private final RunObserver observer;

  /**
   * Prepares the use case.
   *
   * @param observer is told what was recorded
   */
  public VerifyStatus(Workplace workplace, Catalog catalog, Time time, RunObserver observer) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
    this.observer = observer;
  }

  /**
   * The status with every gate measured just now; a blocker is verified only if all of its pass,
   * its tasks and gates are those of the plan, and the journal is whole, its chain of hashes
   * included.
   */
  public StatusView verify(Plan plan) throws InterruptedException {
    var gates = new VerifyGates(workplace, catalog, time);
    Map<String, List<Gates.Judged>> measured = gates.judgeAll(plan);
    RunHistory history = RunHistory.whole(workplace.memory().journal());
    var reading = new ReadStatus(workplace, time);
    StatusView before = reading.read(() -> RunOutline.of(plan), history);
    for (String problem : new VerifyJournal(workplace).badEvidence()) {
      before = before.warned(problem);
    }
    boolean fits =
        history.reading().damage().isEmpty()
            && history
                .state()
                .filter(run -> PlanChange.between(run, RunOutline.of(plan)).texts().isEmpty())
                .isPresent();
    if (!fits) {
      return gates.shown(before, measured);
    }
    try {
      RunState after = recorded(plan, measured);
      StatusView shown = gates.shown(reading.of(after), measured);
      for (String warning : before.warnings()) {
        shown = shown.warnings().contains(warning) ? shown : shown.warned(warning);
      }
      return shown;
    } catch (RunLock.HeldException | MemoryException e) {
      return gates
          .shown(before, measured)
          .warned("what was measured could not be recorded: " + e.getMessage());
    }
  }

  private RunState recorded(Plan plan, Map<String, List<Gates.Judged>> measured)
      throws InterruptedException {
    // What an opening has to say was said by the look at the journal before.
    var door = new RunDoor(workplace, catalog, time, observer, _ -> {}, false);
    try (OpenRun run = door.open(plan, false, "status --verify")) {
      return new Execution(run.context()).take(measured);
    }
  }
}
