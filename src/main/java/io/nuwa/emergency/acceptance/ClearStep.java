package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.SuiteStore;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Sets earlier reports aside, so that yesterday's cannot pass today. From here until the suite has
 * ended in order nobody knows a start to measure reports against, so none can pass. Reports that
 * may be another suite's are left alone.
 */
record ClearStep(Suite suite, Suites suites) implements Step {

  @Override
  public String id() {
    return "clear";
  }

  @Override
  public String intent(Values values) {
    return "set aside earlier reports " + values.readable(suite.reports());
  }

  @Override
  public StepResult run(StepInput input) {
    Optional<Suite> other = suites.sharing(suite, input.values());
    if (other.isPresent()) {
      return new StepResult.Failed(
          Failure.of(
              FailureClass.CONFIGURATION,
              "the reports %s may be those of %s (%s): give each suite a folder of its own"
                  .formatted(suite.reports(), other.get().key(), other.get().reports()),
              ""));
    }
    try {
      ReportPattern reports =
          ReportPattern.of(suites.home(), input.values().resolve(suite.reports()));
      int moved = SuiteStore.of(suites.home(), suite).setAside(reports);
      return new StepResult.Done(
          moved == 0 ? "no earlier reports" : moved + " earlier reports set aside",
          suite.facts().unknown(),
          List.of());
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("reports", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(suite.reports(), e));
    }
  }
}
