package io.nuwa.emergency.deploy;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;

/** All that can be said about a deployment when the plan names no stack. */
record NoStackStep() implements Step {
  static final Failure FAILURE =
      Failure.of(
          FailureClass.CONFIGURATION,
          "the plan has no 'stack:': name its compose file, project and services there",
          "");

  @Override
  public String id() {
    return "stack";
  }

  @Override
  public String intent(Values values) {
    return "fail: " + FAILURE.summary();
  }

  @Override
  public StepResult run(StepInput input) {
    return new StepResult.Failed(FAILURE);
  }
}
