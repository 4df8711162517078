package io.nuwa.emergency.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In what a plan differs from the one that a run was last gone on with. What was done and measured
 * under other words proves nothing for the plan as it reads now. Without streams, because each look
 * at the status asks.
 *
 * @param texts one for each difference, for people
 * @param blockers that are not what the run knows, by id: of either side
 */
public record PlanChange(List<String> texts, Set<String> blockers) {
  /** The plan means what the run knows. */
  public static final PlanChange NONE = new PlanChange(List.of(), Set.of());

  public PlanChange {
    texts = List.copyOf(texts);
    blockers = Set.copyOf(blockers);
  }

  /** Compares. */
  public static PlanChange between(RunState run, RunOutline plan) {
    if (run.digest().equals(plan.digest()) && run.plan().equals(plan.plan())) {
      return NONE;
    }
    var texts = new ArrayList<String>();
    var changed = new LinkedHashSet<String>();
    if (!run.plan().equals(plan.plan())) {
      texts.add(
          "the run is of the plan '%s', and the plan here is '%s'"
              .formatted(run.plan(), plan.plan()));
      changed.addAll(run.blockers().keySet());
    }
    for (BlockerState known : run.blockers().values()) {
      compare(known, plan, texts, changed);
    }
    for (BlockerOutline now : plan.blockers()) {
      if (!run.blockers().containsKey(now.id())) {
        changed.add(now.id());
        texts.add(now.id() + " is new in the plan: this run has not worked on it");
      }
    }
    return new PlanChange(texts, changed);
  }

  private static void compare(
      BlockerState known, RunOutline plan, List<String> texts, Set<String> changed) {
    String id = known.outline().id();
    BlockerOutline now = find(plan, id);
    if (now == null) {
      changed.add(id);
      texts.add(
          "%s is not in the plan any more: it was %s, and nothing measures it now"
              .formatted(id, known.status().id()));
    } else if (!known.outline().worksAs(now)) {
      changed.add(id);
      texts.add(
          id + ": its tasks, or the stack or ports that they work with, were changed in the plan");
    } else {
      for (BlockerOutline.GateOutline gate : now.gates()) {
        if (!known.outline().hasSame(gate)) {
          changed.add(id);
          texts.add(id + "/" + gate.id() + ": the gate was changed in the plan");
        }
      }
      for (BlockerOutline.GateOutline gate : known.outline().gates()) {
        if (!now.hasGate(gate.id())) {
          changed.add(id);
          texts.add(id + "/" + gate.id() + ": the gate is not in the plan any more");
        }
      }
    }
  }

  private static BlockerOutline find(RunOutline plan, String id) {
    for (BlockerOutline blocker : plan.blockers()) {
      if (blocker.id().equals(id)) {
        return blocker;
      }
    }
    return null;
  }
}
