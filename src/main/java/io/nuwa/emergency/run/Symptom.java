package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.Map;

/**
 * What a remedy was tried against. The same symptom afterwards means that it moved nothing.
 *
 * @param subject what was wrong: {@code deploy/up} for a step, {@code gate containers} for a gate
 * @param kind the class of the failure
 * @param details of the failure, such as {@code port -> 8000}
 */
public record Symptom(String subject, FailureClass kind, Map<String, String> details) {
  public Symptom {
    details = Map.copyOf(details);
  }

  /** The failure of a step. */
  public static Symptom of(StepKey step, Failure failure) {
    return new Symptom(subject(step), failure.kind(), failure.details());
  }

  /** The cause for which a gate does not pass. */
  public static Symptom ofGate(String gate, Failure cause) {
    return new Symptom(subject(gate), cause.kind(), cause.details());
  }

  /** How a step is called as the subject of a symptom. */
  public static String subject(StepKey step) {
    return step.task() + "/" + step.step();
  }

  /** How a gate is called as the subject of a symptom. */
  public static String subject(String gate) {
    return "gate " + gate;
  }
}
