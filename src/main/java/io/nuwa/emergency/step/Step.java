package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Values;

/**
 * A journaled unit of work. A value plus an idempotent effect: a step that was cut off by a kill
 * runs again, and a step that is recorded as done does not.
 */
public interface Step {

  /** Unique within its task, and stable from release to release. */
  String id();

  /** What it would do, in one line, for a dry run. Shows no secret. */
  String intent(Values values);

  /**
   * Does it. Faults that it can name come back as {@link StepResult.Failed}.
   *
   * @throws InterruptedException when the run is stopped; what was begun is left so that the step
   *     can run again
   */
  StepResult run(StepInput input) throws InterruptedException;
}
