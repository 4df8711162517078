package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.time.Time;
import java.io.Console;
import java.util.Locale;

/** Asks a person at a terminal before something is put away. */
final class Confirmation {
  private Confirmation() {}

  /** What was answered. */
  enum Answer {
    /** There is nothing to ask for, or a person agreed. */
    YES,
    NO,
    /** It has to be asked for, and nobody can be asked. */
    NOBODY_THERE
  }

  /**
   * Whether a fresh run may begin; asks only if the one before is undecided and in its time box.
   */
  // Since JDK 22 it is null only where the JDK's own console is at work, which is so since JDK 25.
  @SuppressWarnings("SystemConsoleNull")
  static Answer ofFreshRun(Workplace workplace, Plan plan) {
    StatusView view = new ReadStatus(workplace, Time.system()).read(() -> RunOutline.of(plan));
    boolean unfinished =
        view.run().isPresent()
            && view.decision() == Decision.UNDECIDED
            && view.startedAt().orElseThrow().plus(view.timeBox()).isAfter(view.now());
    if (!unfinished) {
      return Answer.YES;
    }
    // There is none where stdin or stdout is not a terminal, or one that is none (JDK 22 and
    // later).
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Answer.NOBODY_THERE;
    }
    String answer =
        console.readLine(
            "Run %s is not decided yet (%d of %d resolved). Put it away and begin anew? [y/N] ",
            view.run().orElseThrow(), view.resolved(), view.blockers().size());
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y")
        ? Answer.YES
        : Answer.NO;
  }
}
