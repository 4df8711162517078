package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import java.util.List;

/**
 * What a journal keeps of a blocker of the plan, so that the state can be shown without the plan.
 *
 * @param id such as {@code B-1}
 * @param title for people
 * @param owner the role that owns it
 * @param work digest of what its tasks are; empty where the journal does not know it
 * @param gates in the order of the plan
 */
public record BlockerOutline(
    String id, String title, String owner, String work, List<GateOutline> gates) {
  public BlockerOutline {
    gates = List.copyOf(gates);
  }

  /** One of whose tasks nothing is known. */
  public BlockerOutline(String id, String title, String owner, List<GateOutline> gates) {
    this(id, title, owner, "", gates);
  }

  /**
   * One gate.
   *
   * @param digest of what it measures and its thresholds; empty where the journal does not know it
   */
  public record GateOutline(String id, String title, String digest) {
    /** One of which nothing else is known. */
    public GateOutline(String id, String title) {
      this(id, title, "");
    }
  }

  boolean hasGate(String id) {
    for (GateOutline gate : gates) {
      if (gate.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this gate is there and means the same. A digest that is not known is no proof. */
  boolean hasSame(GateOutline other) {
    for (GateOutline gate : gates) {
      if (gate.id().equals(other.id())) {
        return !gate.digest().isEmpty() && gate.digest().equals(other.digest());
      }
    }
    return false;
  }

  /** Whether the tasks are the same. A digest that is not known is no proof. */
  boolean worksAs(BlockerOutline other) {
    return !work.isEmpty() && work.equals(other.work);
  }

  /** All blockers of a plan. */
  public static List<BlockerOutline> of(Plan plan) {
    return plan.blockers().stream().map(blocker -> of(plan, blocker)).toList();
  }

  private static BlockerOutline of(Plan plan, Blocker blocker) {
    return new BlockerOutline(
        blocker.id(),
        blocker.title(),
        blocker.owner(),
        plan.digests().work(blocker.id()),
        blocker.gates().stream()
            .map(
                gate ->
                    new GateOutline(
                        gate.id(), gate.title(), plan.digests().gate(blocker.id(), gate.id())))
            .toList());
  }
}
