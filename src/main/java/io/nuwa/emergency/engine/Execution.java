package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.CheckpointJudge;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drives a run from where it stands to a decision. */
public final class Execution {
  private static final int FINAL_PASSES = 2;

  private final RunContext context;
  private final StepRunner steps;
  private final Repair repair;
  private final Guards guards;
  private final Risks risks;
  private final GoWork goWork;

  public Execution(RunContext context) {
    this.context = context;
    this.guards = new Guards(context);
    this.risks = new Risks(context);
    this.steps = new StepRunner(context, guards);
    this.repair = new Repair(context);
    this.goWork = new GoWork(context, steps);
    context.recorder().listenTo((now, state) -> CheckpointJudge.due(context.plan(), state, now));
  }

  /**
   * Works on the selected blockers, in the order of the plan.
   *
   * @param selected ids; empty for all, and only then is there a final verification and may the
   *     decision be GO, NO-GO
   * @return the state afterwards
   * @throws InterruptedException when the run was stopped; that is recorded then
   */
  public RunState drive(Set<String> selected) throws InterruptedException {
    return orderly(
        () -> {
          passCheckpoints();
          guards.look();
          if (isLate()) {
            // Nothing is begun any more, but a decision stands on what is measured now.
            verifyAll(selected);
          } else {
            work(selected);
          }
          passCheckpoints();
          risks.judge();
          if (selected.isEmpty()) {
            decide();
          } else {
            sayWhatHolds();
          }
          goWork.follow();
        });
  }

  /**
   * Looks after a run that is watched: measures every gate, and mends what is red for as long as
   * the time box lasts or a GO is to be kept true.
   *
   * @param mending false to measure only
   */
  public RunState keep(boolean mending) throws InterruptedException {
    return orderly(
        () -> {
          passCheckpoints();
          guards.look();
          if (mending && mayMend()) {
            work(Set.of());
          } else {
            lookAtAll();
          }
          passCheckpoints();
          risks.judge();
          decide();
          goWork.follow();
        });
  }

  /**
   * Follows a hint that something about resolved blockers has changed: measures what the hint
   * concerns, and mends what is red. Others are left to the next full look.
   *
   * @param probes kinds of measurement that tell, in the order in which they are to be asked
   * @param mending false to measure only
   */
  public RunState follow(List<String> probes, boolean mending) throws InterruptedException {
    return orderly(
        () -> {
          passCheckpoints();
          boolean mend = mending && mayMend();
          Set<String> needed = neededBy(probes);
          for (Blocker blocker : context.plan().blockers()) {
            // What a blocker stands on may be the cause: all of that is measured before it.
            List<Gate> looked =
                needed.contains(blocker.id()) ? blocker.gates() : concerned(blocker, probes);
            if (!looked.isEmpty() && wasGreen(blocker) && needsAreMet(blocker)) {
              var run = new BlockerRun(context, blocker, steps, repair);
              if (mend) {
                run.clear(looked);
              } else {
                run.look();
              }
            }
          }
          takeBackUnlessGreen();
        });
  }

  /**
   * Takes over what somebody has just measured: a resolved blocker with a red gate is reopened, one
   * that was reopened and is green again is resolved. Nothing is mended.
   *
   * @param measured the gates of each blocker, by its id
   */
  public RunState take(Map<String, List<Gates.Judged>> measured) throws InterruptedException {
    return orderly(
        () -> {
          passCheckpoints();
          for (Blocker blocker : context.plan().blockers()) {
            new BlockerRun(context, blocker, steps, repair)
                .take(measured.getOrDefault(blocker.id(), List.of()));
          }
          passCheckpoints();
          if (!context.state().decided()) {
            decideOn(context.state());
          }
        });
  }

  /** The blockers that those with concerned gates need, and that have none themselves. */
  private Set<String> neededBy(List<String> probes) {
    var needed = new HashSet<String>();
    List<Blocker> blockers = context.plan().blockers();
    for (Blocker blocker : blockers.reversed()) {
      boolean leans = needed.contains(blocker.id()) || !concerned(blocker, probes).isEmpty();
      if (leans) {
        needed.addAll(blocker.needs());
      }
    }
    blockers.stream()
        .filter(blocker -> !concerned(blocker, probes).isEmpty())
        .forEach(blocker -> needed.remove(blocker.id()));
    return needed;
  }

  private static List<Gate> concerned(Blocker blocker, List<String> probes) {
    return blocker.gates().stream()
        .filter(gate -> probes.contains(gate.probe()))
        .sorted(Comparator.comparingInt(gate -> probes.indexOf(gate.probe())))
        .toList();
  }

  private boolean wasGreen(Blocker blocker) {
    BlockerState state = context.state().blocker(blocker.id());
    return state.status() == Status.RESOLVED || state.wasReopened();
  }

  /** After the time box nothing is begun any more, but what was released is kept as it was. */
  private boolean mayMend() {
    return !isLate() || context.state().decision() == Decision.GO;
  }

  private void lookAtAll() throws InterruptedException {
    for (Blocker blocker : context.plan().blockers()) {
      new BlockerRun(context, blocker, steps, repair).look();
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private RunState orderly(Work work) throws InterruptedException {
    try {
      work.run();
      context.recorder().commit();
      return context.state();
    } catch (InterruptedException e) {
      context.recorder().note(new Event.RunStopped("stopped by a signal"));
      context.recorder().commit();
      throw e;
    }
  }

  private void work(Set<String> selected) throws InterruptedException {
    if (!clearAll(selected)) {
      // All was measured just now and green: that is the final verification.
      return;
    }
    for (int pass = 1; selected.isEmpty() && pass <= FINAL_PASSES; pass++) {
      if (!context.state().allResolved() || verifyAll(selected)) {
        return;
      }
      clearAll(selected);
    }
    if (selected.isEmpty() && context.state().allResolved()) {
      // What was mended last may have broken what was measured before it.
      verifyAll(selected);
    }
  }

  /** Whether there was anything to do but to measure. */
  private boolean clearAll(Set<String> selected) throws InterruptedException {
    Map<String, BlockerState> before = context.state().blockers();
    for (Blocker blocker : context.plan().blockers()) {
      if (isSelected(blocker, selected) && needsAreMet(blocker)) {
        if (!new BlockerRun(context, blocker, steps, repair).clear()) {
          takeBackUnlessGreen();
        }
        passCheckpoints();
        guards.look();
      }
    }
    return !context.state().allResolved()
        || before.values().stream().anyMatch(one -> !isUntouched(one));
  }

  private boolean isUntouched(BlockerState before) {
    return before.status() == Status.RESOLVED
        && context.state().blocker(before.outline().id()).resolvedAt().equals(before.resolvedAt());
  }

  /** The final verification: a blocker that was green a minute ago may be red by now. */
  private boolean verifyAll(Set<String> selected) throws InterruptedException {
    boolean green = true;
    for (Blocker blocker : context.plan().blockers()) {
      boolean resolved = context.state().blocker(blocker.id()).status() == Status.RESOLVED;
      if (isSelected(blocker, selected) && resolved) {
        green &= new BlockerRun(context, blocker, steps, repair).stillGreen();
      }
    }
    return green;
  }

  private boolean needsAreMet(Blocker blocker) {
    return blocker.needs().stream()
        .allMatch(id -> context.state().blocker(id).status() == Status.RESOLVED);
  }

  private static boolean isSelected(Blocker blocker, Set<String> selected) {
    return selected.isEmpty() || selected.contains(blocker.id());
  }

  private void passCheckpoints() {
    context.recorder().passTime();
    context.recorder().commit();
  }

  /** Nothing is begun after the time box, nor after what was decided at its end. */
  private boolean isLate() {
    RunState state = context.state();
    return state.decided() || !context.time().instant().isBefore(state.deadline());
  }

  /**
   * Before the end of the time box a decision follows what was measured; the first one at its end
   * or later is the last.
   */
  private void decide() {
    if (!context.state().decided()) {
      decideOn(context.state());
    }
  }

  /**
   * Some were looked at: what is known now is said. A GO that stands is left, and none is given,
   * because that needs a look at all of them; so does the last word at the end of the time box.
   */
  private void sayWhatHolds() {
    RunState state = context.state();
    if (isLate() || state.decision() == Decision.GO) {
      return;
    }
    List<String> reasons = reasons(state, false);
    if (state.allResolved()) {
      reasons.add("GO needs a look at all of them at once: run 'emergency execute'");
    }
    record(Decision.UNDECIDED, reasons, false);
  }

  /**
   * What followed a GO is not left standing while something is red. What was mended at once, or is
   * still to be worked on, is left to the decision: a container that was started again recalls no
   * release.
   */
  private void takeBackUnlessGreen() throws InterruptedException {
    if (context.state().decision() != Decision.GO && !context.state().allResolved()) {
      goWork.follow();
    }
  }

  private void decideOn(RunState state) {
    boolean late = isLate();
    Decision decision =
        state.allResolved() ? Decision.GO : late ? Decision.NO_GO : Decision.UNDECIDED;
    record(decision, reasons(state, late), late);
  }

  private void record(Decision decision, List<String> reasons, boolean last) {
    RunState state = context.state();
    if (last || state.decision() != decision || !state.reasons().equals(reasons)) {
      context.recorder().note(new Event.DecisionMade(decision, reasons));
      context.recorder().commit();
    }
  }

  private static List<String> reasons(RunState state, boolean late) {
    var reasons = new ArrayList<String>();
    reasons.add(state.resolved() + " of " + state.blockers().size() + " blockers are resolved");
    state.blockers().values().stream()
        .filter(blocker -> blocker.status() != Status.RESOLVED)
        .forEach(
            b ->
                reasons.add(
                    b.outline().id()
                        + " is "
                        + b.status().id()
                        + (b.note().isEmpty() ? "" : ": " + b.note())));
    state
        .adopted()
        .dropped()
        .values()
        .forEach(
            b ->
                reasons.add(
                    "%s was %s when it was dropped from the plan"
                        .formatted(b.outline().id(), b.status().id())));
    if (late) {
      reasons.add(
          "the time box of " + state.timeBox().toHours() + " h ended at " + state.deadline());
    }
    return reasons;
  }
}
