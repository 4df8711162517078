package io.nuwa.emergency.step;

/** A read-only measurement. It changes nothing, so it may run at any time, in a dry run too. */
@FunctionalInterface
public interface Probe {

  /** Measures now. What cannot be measured comes back as {@link Measurement.Unmeasured}. */
  Measurement measure(StepInput input) throws InterruptedException;
}
