package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.StepInput;

/**
 * A probe whose faults are classified in one place: what could not be asked is unmeasured.
 *
 * @param question what it asks
 */
public record CallingProbe(Question question) implements Probe {

  /** A measurement that may fail on the way. */
  @FunctionalInterface
  public interface Question {
    Measurement ask(StepInput input) throws FailedCallException, InterruptedException;
  }

  @Override
  public Measurement measure(StepInput input) throws InterruptedException {
    try {
      return question.ask(input);
    } catch (FailedCallException e) {
      return new Measurement.Unmeasured(e.failure());
    } catch (MissingValueException e) {
      return new Measurement.Unmeasured(CallingStep.missing(e));
    }
  }
}
