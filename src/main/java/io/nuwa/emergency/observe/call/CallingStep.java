package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.util.function.Function;

/**
 * A step whose faults are classified in one place.
 *
 * @param id unique within its task
 * @param intention what it would do
 * @param action what it does
 */
public record CallingStep(String id, Function<Values, String> intention, Action action)
    implements Step {

  /** The effect of a step. */
  @FunctionalInterface
  public interface Action {
    StepResult run(StepInput input) throws FailedCallException, IOException, InterruptedException;
  }

  @Override
  public String intent(Values values) {
    return intention.apply(values);
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    try {
      return action.run(input);
    } catch (FailedCallException e) {
      return new StepResult.Failed(e.failure());
    } catch (MissingValueException e) {
      return new StepResult.Failed(missing(e));
    } catch (IOException e) {
      return new StepResult.Failed(FileFailures.classify(e));
    }
  }

  static Failure missing(MissingValueException e) {
    return Failure.of(FailureClass.CONFIGURATION, String.valueOf(e.getMessage()), "");
  }
}
