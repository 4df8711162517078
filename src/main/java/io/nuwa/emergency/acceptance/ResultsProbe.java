package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the reports anew each time it measures. */
record ResultsProbe(Path home, ResultsProbeKind.ResultsSettings settings, Threshold success)
    implements Probe {
  private static final int NAMED_CASES = 3;

  @Override
  public Measurement measure(StepInput input) throws InterruptedException {
    var reading = new ReportReading(home, settings.reports(), settings.maxAge());
    return switch (reading.read(input)) {
      case ReportReading.Believable believable -> measured(believable.results());
      case ReportReading.Refused refused -> new Measurement.Unmeasured(refused.why());
    };
  }

  private Measurement measured(TestResults results) {
    double value = settings.reads().of(results);
    List<String> failing = results.failing().stream().map(TestCase::name).toList();
    String text = results.summary() + named(failing);
    Optional<Failure> cause =
        success.holds(value)
            ? Optional.empty()
            : Optional.of(
                new Failure(
                    FailureClass.TEST_FAILURE,
                    text,
                    results.details(),
                    Map.of(
                        "failed",
                        Long.toString(results.failed()),
                        "flaky",
                        Long.toString(results.flaky()),
                        "cases",
                        failing.stream().limit(NAMED_CASES).collect(Collectors.joining("; ")))));
    return new Measurement.Measured(
        value, text, cause, List.of(new Evidence("test-results.txt", results.details())));
  }

  private static String named(List<String> failing) {
    if (failing.isEmpty()) {
      return "";
    }
    Stream<String> shown = failing.stream().limit(NAMED_CASES);
    String more =
        failing.size() > NAMED_CASES ? " and " + (failing.size() - NAMED_CASES) + " more" : "";
    return ": " + shown.collect(Collectors.joining("; ")) + more;
  }
}
