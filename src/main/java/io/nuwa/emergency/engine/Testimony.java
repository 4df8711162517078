package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Asks every witness what it sees, so that one that hangs or breaks costs only its own words. Reads
 * only, so that a look by hand may use it too.
 */
public final class Testimony {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Plan plan;
  private final Catalog catalog;
  private final BiFunction<StepKey, Duration, StepInput> inputs;

  /**
   * Asks the witnesses of a plan.
   *
   * @param inputs what a witness may know, and for how long it may look
   */
  public Testimony(Plan plan, Catalog catalog, BiFunction<StepKey, Duration, StepInput> inputs) {
    this.plan = plan;
    this.catalog = catalog;
    this.inputs = inputs;
  }

  /** What all of them see now; at least a word of each that could not look. */
  public List<Evidence> of(String blocker) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    for (Witness witness : catalog.witnesses(plan)) {
      var step = new StepKey(blocker, "diagnosis", witness.name());
      all.addAll(
          Bounded.<List<Evidence>>call(
              "witness " + witness.name(),
              LIMIT,
              () -> witness.testify(inputs.apply(step, LIMIT)),
              failure -> List.of(silent(witness, failure))));
    }
    return all;
  }

  private static Evidence silent(Witness witness, Failure failure) {
    return new Evidence(
        witness.name() + "-not-seen.txt", failure.summary() + "\n" + failure.evidence());
  }
}
