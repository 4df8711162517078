package io.nuwa.emergency.acceptance.gate;

import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the gates of a plan ask of the results of one suite.
 *
 * @param wanted each number with its threshold
 */
public record PassMark(List<Wanted> wanted) {
  /** Patterns with templates are compared as they are written. */
  private static final Values NOTHING = new Values(Map.of(), Map.of());

  public PassMark {
    wanted = List.copyOf(wanted);
  }

  /** One number with its threshold. */
  public record Wanted(ResultsReading reads, Threshold success) {}

  /** What the gates ask that read the reports of this suite. */
  public static PassMark of(Plan plan, Suites suites, Suite suite) {
    var wanted = new ArrayList<Wanted>();
    plan.blockers().stream()
        .flatMap(blocker -> blocker.gates().stream())
        .forEach(
            (Gate gate) -> {
              if (gate.settings() instanceof ResultsProbeKind.ResultsSettings settings
                  && suites.writing(settings.reports(), NOTHING).contains(suite)) {
                wanted.add(new Wanted(settings.reads(), gate.success()));
              }
            });
    return new PassMark(wanted);
  }

  /**
   * Whether all gates would pass. Never so where no gate reads the reports, or one counts flaky
   * cases: how many there are is known only when the failing ones were run alone.
   */
  public boolean reachedBy(TestResults results) {
    return !wanted.isEmpty()
        && wanted.stream()
            .allMatch(
                one ->
                    one.reads() != ResultsReading.FLAKY_CASES
                        && one.success().holds(one.reads().of(results, 0)));
  }
}
