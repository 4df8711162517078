package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads what the suite wrote. That it can be read is its success; what it says is the gates'. */
record ReadStep(Path home, Suite suite) implements Step {
  /** The suite has just ended in this run: its reports' age is bounded by its start alone. */
  static final Duration ANY_AGE = Duration.ofDays(36_500);

  @Override
  public String id() {
    return "read";
  }

  @Override
  public String intent(Values values) {
    return "read the reports " + values.readable(suite.reports());
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    return switch (new ReportReading(home, suite, ANY_AGE).read(input)) {
      case ReportReading.Believable believable ->
          new StepResult.Done(
              believable.results().summary(),
              Map.of(),
              List.of(
                  new Evidence(
                      "test-results.txt", input.values().conceal(believable.results().details()))));
      case ReportReading.Refused refused -> new StepResult.Failed(refused.why());
    };
  }
}
