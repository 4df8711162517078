package io.nuwa.emergency.control;

import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.RunOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what a view of a run says and what does not hold: because the plan means something
 * else now, the journal is damaged, or a gate reads otherwise. Without streams, as all that {@code
 * status --json} passes.
 */
final class Doubts {
  private Doubts() {}

  /** Nothing of it is believed, for a reason that stands in the warnings. */
  static StatusView ofAll(StatusView view) {
    var blockers = new ArrayList<BlockerView>();
    for (BlockerView blocker : view.blockers()) {
      blockers.add(blocker.with(blocker.gates(), false));
    }
    return decided(view, blockers);
  }

  /** What the plan has changed is not verified; what it has more is shown as never worked on. */
  static StatusView of(StatusView view, PlanChange change, RunOutline plan) {
    if (change.texts().isEmpty()) {
      return view;
    }
    StatusView warned = view;
    for (String text : change.texts()) {
      warned = warned.warned(text);
    }
    var blockers = new ArrayList<BlockerView>();
    for (BlockerView blocker : view.blockers()) {
      boolean changed = change.blockers().contains(blocker.id());
      blockers.add(blocker.with(blocker.gates(), blocker.verified() && !changed));
    }
    for (BlockerOutline more : plan.blockers()) {
      if (change.blockers().contains(more.id()) && !has(view, more.id())) {
        blockers.add(ReadStatus.view(more, Optional.empty()));
      }
    }
    return decided(warned, blockers);
  }

  /** A GO that was decided earlier is not repeated while something of it does not hold. */
  static StatusView decided(StatusView view, List<BlockerView> blockers) {
    var broken = new StringBuilder();
    for (BlockerView blocker : blockers) {
      if (!blocker.verified()) {
        broken.append(broken.isEmpty() ? "" : ", ").append(blocker.id());
      }
    }
    boolean doubtful = view.decision() == Decision.GO && !broken.isEmpty();
    StatusView said = doubtful ? view.warned("the recorded GO does not hold now: " + broken) : view;
    return said.with(blockers, doubtful ? Decision.UNDECIDED : view.decision());
  }

  private static boolean has(StatusView view, String blocker) {
    for (BlockerView known : view.blockers()) {
      if (known.id().equals(blocker)) {
        return true;
      }
    }
    return false;
  }
}
