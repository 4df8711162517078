package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Blocker;
import java.util.List;

/**
 * What a run must remember of a blocker to be shown without its plan.
 *
 * @param gates the ids of its gates, each of which must pass
 */
public record BlockerOutline(String id, String title, String owner, List<GateOutline> gates) {
  public BlockerOutline {
    gates = List.copyOf(gates);
  }

  /** A gate's id and its name for people. */
  public record GateOutline(String id, String title) {}

  boolean hasGate(String id) {
    for (GateOutline gate : gates) {
      if (gate.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  public static BlockerOutline of(Blocker blocker) {
    return new BlockerOutline(
        blocker.id(),
        blocker.title(),
        blocker.owner(),
        blocker.gates().stream().map(gate -> new GateOutline(gate.id(), gate.title())).toList());
  }
}
