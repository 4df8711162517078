package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.util.Optional;

/**
 * Whether a remedy moved what it was tried against.
 *
 * @param moved whether the step works, or the gate passes or reads nearer to success than before
 * @param text what was seen before and after
 */
record Proof(boolean moved, String text) {

  /** The step was run again. Another failure of it is no progress: it still does not work. */
  static Proof ofStep(Symptom before, Optional<Failure> after) {
    return after
        .map(failure -> new Proof(false, same(before, failure)))
        .orElseGet(() -> new Proof(true, before.subject() + " works"));
  }

  /**
   * The gate was measured again.
   *
   * @param reading the one before the remedy
   */
  static Proof ofGate(Gate gate, Symptom before, Optional<Reading> reading, Gates.Judged after) {
    String text =
        before.subject()
            + ": "
            + reading.map(Proof::shown).orElse("not measured")
            + " -> "
            + shown(after.reading());
    if (after.reading().verdict() == Verdict.PASS) {
      return new Proof(true, text);
    }
    double was = reading.map(known -> distance(gate, known)).orElse(Double.POSITIVE_INFINITY);
    // What could not be measured before is at no distance that anything could come nearer from.
    return new Proof(was < Double.POSITIVE_INFINITY && distance(gate, after.reading()) < was, text);
  }

  private static boolean isAnother(Symptom before, Failure after) {
    return before.kind() != after.kind() || !before.details().equals(after.details());
  }

  private static String same(Symptom before, Failure after) {
    return (isAnother(before, after) ? "now " : "still ")
        + after.kind().id()
        + ": "
        + after.summary();
  }

  private static double distance(Gate gate, Reading reading) {
    return reading.value().isPresent()
        ? gate.success().distance(reading.value().getAsDouble())
        : Double.POSITIVE_INFINITY;
  }

  private static String shown(Reading reading) {
    String value = reading.value().isPresent() ? " " + reading.value().getAsDouble() : "";
    return reading.verdict().id() + value;
  }
}
