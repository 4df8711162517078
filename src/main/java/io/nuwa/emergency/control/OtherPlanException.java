package io.nuwa.emergency.control;

import io.nuwa.emergency.run.RunState;

/** The journal of the home folder is of another plan: what it says is nothing about this one. */
public final class OtherPlanException extends RuntimeException {
  OtherPlanException(RunState run, String plan) {
    super(
        ("the run recorded here (%s, begun %s) is of the plan '%s', and the plan is '%s': work on"
                + " '%s' in a home folder of its own (--home), or put that run away with 'emergency"
                + " execute --fresh'")
            .formatted(run.run(), run.startedAt(), run.plan(), plan, plan));
  }
}
