package io.nuwa.emergency.acceptance.gate;

import io.nuwa.emergency.acceptance.debug.Cause;
import io.nuwa.emergency.acceptance.debug.Findings;
import io.nuwa.emergency.acceptance.debug.ServiceAddresses;
import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.acceptance.report.GateReading;
import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the reports anew each time it measures. */
record ResultsProbe(GateReading reading, ResultsReading reads, Threshold success, Plan plan)
    implements Probe {
  private static final int NAMED_CASES = 3;

  @Override
  public Measurement measure(StepInput input) throws InterruptedException {
    return switch (reading.read(input)) {
      case ReportReading.Believable believable ->
          measured(believable.results(), findings(believable.results(), input), input.values());
      case ReportReading.Refused refused -> new Measurement.Unmeasured(refused.why());
    };
  }

  private Findings findings(TestResults results, StepInput input) {
    Optional<TestResults> alone;
    try {
      alone = reading.alone(input);
    } catch (IOException unreadable) {
      // Nothing is known of cases run alone, so none is called flaky.
      alone = Optional.empty();
    }
    return Findings.of(results, alone, ServiceAddresses.of(plan, input.values()));
  }

  private Measurement measured(TestResults results, Findings findings, Values values) {
    if (reads == ResultsReading.FLAKY_CASES && !findings.unseen().isEmpty()) {
      return new Measurement.Unmeasured(
          Failure.of(
              FailureClass.TEST_FAILURE,
              findings.unseen().size()
                  + " failing cases were not run alone: nobody knows whether they are flaky; set"
                  + " rerun: in the task of the suite",
              ""));
    }
    double value = reads.of(results, findings.flaky().size());
    List<String> failing = results.failing().stream().map(TestCase::label).toList();
    String found = findings.text();
    String text = results.summary() + named(failing) + (found.isEmpty() ? "" : "; " + found);
    String details = values.conceal(results.details() + findings.details());
    return new Measurement.Measured(
        value,
        text,
        success.holds(value)
            ? Optional.empty()
            : Optional.of(cause(results, findings, text, details)),
        List.of(new Evidence("test-results.txt", details)));
  }

  /** The cause to work on first, with the words of the cases that show it. */
  private static Failure cause(
      TestResults results, Findings findings, String text, String evidence) {
    Optional<Cause> first = findings.causes().stream().findFirst();
    List<TestCase> cases = first.map(Cause::cases).orElse(results.failing());
    var details = new TreeMap<>(first.map(Cause::details).orElse(Map.of()));
    details.put("failed", Long.toString(results.failed()));
    details.put("flaky", Long.toString(results.flaky() + findings.flaky().size()));
    details.put(
        "cases",
        cases.stream().limit(NAMED_CASES).map(TestCase::label).collect(Collectors.joining("; ")));
    return new Failure(
        first.map(Cause::kind).orElse(FailureClass.TEST_FAILURE), text, evidence, details);
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
