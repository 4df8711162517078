package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks every witness what it sees, so that one that hangs or breaks costs only its own words. */
final class Testimony {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final RunContext context;

  Testimony(RunContext context) {
    this.context = context;
  }

  List<Evidence> of(String blocker) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    for (Witness witness : context.catalog().witnesses(context.plan())) {
      var step = new StepKey(blocker, "diagnosis", witness.name());
      all.addAll(
          Bounded.<List<Evidence>>call(
              "witness " + witness.name(),
              LIMIT,
              () -> witness.testify(context.input(step, LIMIT)),
              failure -> List.of(silent(witness, failure))));
    }
    return all;
  }

  private static Evidence silent(Witness witness, Failure failure) {
    return new Evidence(
        witness.name() + "-not-seen.txt", failure.summary() + "\n" + failure.evidence());
  }
}
