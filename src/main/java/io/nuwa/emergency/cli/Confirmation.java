package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.PlanHere;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.time.Time;
import java.io.Console;

/** Asks a person at a terminal before something is put away. Where nobody sits, nobody is asked. */
final class Confirmation {
  private Confirmation() {}

  /**
   * Whether a fresh run may begin; asks only if the one before is undecided and in its time box.
   */
  static boolean ofFreshRun(Workplace workplace, Plan plan) {
    StatusView view = new ReadStatus(workplace, Time.system()).read(() -> PlanHere.of(plan));
    boolean unfinished =
        view.run().isPresent()
            && view.decision() == Decision.UNDECIDED
            && view.startedAt().orElseThrow().plus(view.timeBox()).isAfter(view.now());
    Console console = System.console();
    if (!unfinished || !console.isTerminal()) {
      return true;
    }
    String answer =
        console.readLine(
            "Run %s is not decided yet (%d of %d resolved). Put it away and begin anew? [y/N] ",
            view.run().orElseThrow(), view.resolved(), view.blockers().size());
    return answer != null && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
  }
}
