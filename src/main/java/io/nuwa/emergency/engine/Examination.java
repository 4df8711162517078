package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asks every checkup, so that one that hangs or breaks costs only its own finding. */
public final class Examination {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Examination() {}

  /**
   * Looks at everything that the features know a plan needs.
   *
   * @param inputs what a checkup may know, for a given limit
   */
  public static List<Finding> of(Plan plan, Catalog catalog, Function<Duration, StepInput> inputs)
      throws InterruptedException {
    var seen = new ArrayList<Finding>();
    for (Checkup checkup : catalog.checkups(plan)) {
      List<Finding> findings =
          Bounded.<List<Finding>>call(
              "the checkup '" + checkup.name() + "'",
              LIMIT,
              () -> checkup.look(inputs.apply(LIMIT)),
              failure -> List.of(unseen(failure)));
      findings.forEach(finding -> seen.add(finding.about(checkup.name())));
    }
    return seen;
  }

  private static Finding unseen(Failure failure) {
    return Finding.unknown(failure.summary(), "look at it by hand");
  }
}
