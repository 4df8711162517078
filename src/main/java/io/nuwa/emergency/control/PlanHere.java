package io.nuwa.emergency.control;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import java.util.List;
import java.util.Set;

/**
 * The plan that a command works by.
 *
 * @param outline what a run is compared with
 * @param chosen whether it was named or stands in the home folder; false for the one inside of the
 *     program, which stands in where there is none
 */
public record PlanHere(RunOutline outline, boolean chosen) {

  public static PlanHere of(Plan plan) {
    return new PlanHere(RunOutline.of(plan), !plan.source().startsWith(PlanLoader.BUILT_IN));
  }

  /** In what it differs from what this run knows. */
  PlanChange since(RunState run) {
    boolean nothingToCompare = !chosen && !run.plan().equals(outline.plan());
    return nothingToCompare
        ? new PlanChange(
            List.of(
                "there is no plan here to compare the run of '%s' with: name it with --plan"
                    .formatted(run.plan())),
            Set.of())
        : PlanChange.between(run, outline);
  }
}
