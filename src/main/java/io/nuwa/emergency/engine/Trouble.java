package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;

/**
 * What is wrong with a blocker at this moment, and where it shows.
 *
 * @param blocker its id
 * @param symptom what a remedy has to move
 * @param failure the same with its texts, for the remedy
 * @param live whether measuring again shows at once what a remedy did; false when the tasks of the
 *     blocker have to run first, as test results are no better before the tests have run again
 */
record Trouble(String blocker, Symptom symptom, Failure failure, boolean live) {

  /** A step failed: run again, it shows what a remedy did. */
  static Trouble of(StepKey step, Failure failure) {
    return new Trouble(step.blocker(), Symptom.of(step, failure), failure, true);
  }

  static Trouble ofGate(String blocker, String gate, Failure cause, boolean live) {
    return new Trouble(blocker, Symptom.ofGate(gate, cause), cause, live);
  }
}
