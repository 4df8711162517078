package io.nuwa.emergency.command;

import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.Map;

/** Runs one program. That it may run again after a kill is up to the plan's author. */
record CommandStep(Programs programs, CommandSettings settings) implements Step {

  @Override
  public String id() {
    return "run";
  }

  @Override
  public String intent(Values values) {
    String where = settings.folder().equals(".") ? "" : " in " + values.readable(settings.folder());
    return "run " + programs.readable(settings, values) + where;
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    Completion completion;
    try {
      completion = programs.run(settings, input);
    } catch (MissingValueException e) {
      return new StepResult.Failed(Programs.unresolved(e));
    }
    if (completion.timedOut() || completion.exitCode() != settings.expectedExit()) {
      return new StepResult.Failed(programs.failure(settings, completion, input));
    }
    return new StepResult.Done(
        "ended with " + completion.exitCode() + " after " + completion.took().toMillis() + " ms",
        Map.of(),
        programs.evidence(completion, input.values()));
  }
}
