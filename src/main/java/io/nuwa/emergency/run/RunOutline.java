package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Plan;
import java.time.Duration;
import java.util.List;

/**
 * What must be known of a plan to show how things stand, and whether a run is of this very plan.
 *
 * @param plan its name
 * @param digest of its text
 * @param title of the plan
 * @param timeBox how long its time box is
 * @param blockers in the order of the plan
 */
public record RunOutline(
    String plan, String digest, String title, Duration timeBox, List<BlockerOutline> blockers) {
  public RunOutline {
    blockers = List.copyOf(blockers);
  }

  public static RunOutline of(Plan plan) {
    return new RunOutline(
        plan.name(), plan.digest(), plan.title(), plan.timeBox().length(), BlockerOutline.of(plan));
  }
}
