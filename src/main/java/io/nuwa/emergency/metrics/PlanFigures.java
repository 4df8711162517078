package io.nuwa.emergency.metrics;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import java.util.Optional;

/**
 * What the plan says.
 *
 * @param sheet where it is put down
 */
record PlanFigures(Sheet sheet) {
  void of(Plan plan, Optional<RunState> state) {
    for (Blocker blocker : plan.blockers()) {
      sheet.put(Figure.BLOCKER_ROUNDS, blocker.rounds(), blocker.id());
      if (state.isPresent() && blocker.deadline().isPresent()) {
        sheet.put(
            Figure.BLOCKER_DEADLINE,
            state.get().startedAt().plus(blocker.deadline().get()),
            blocker.id());
      }
      blocker.gates().forEach(gate -> thresholds(blocker.id(), gate));
    }
  }

  private void thresholds(String blocker, Gate gate) {
    sheet.put(
        Figure.GATE_SUCCESS,
        gate.success().bound(),
        blocker,
        gate.id(),
        gate.success().comparison().sign());
    sheet.put(
        Figure.GATE_ALERT,
        gate.alert().bound(),
        blocker,
        gate.id(),
        gate.alert().comparison().sign());
  }
}
