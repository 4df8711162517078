package io.nuwa.emergency.monitor;

import io.nuwa.emergency.plan.Plan;

/** Reads the plan as it is now. */
@FunctionalInterface
public interface PlanSource {

  /**
   * Reads it.
   *
   * @throws RuntimeException when it cannot be used; the message says why
   */
  Plan load();
}
