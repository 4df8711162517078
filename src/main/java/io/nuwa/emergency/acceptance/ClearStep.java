package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportFailures;
import io.nuwa.emergency.acceptance.report.ReportPattern;
import io.nuwa.emergency.acceptance.report.SuiteFacts;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Sets earlier reports aside, so that yesterday's cannot pass today. From here until the suite has
 * ended in order nobody knows a start to measure reports against, so none can pass.
 */
record ClearStep(Path home, String reports) implements Step {

  @Override
  public String id() {
    return "clear";
  }

  @Override
  public String intent(Values values) {
    return "set aside earlier reports " + values.readable(reports);
  }

  @Override
  public StepResult run(StepInput input) {
    try {
      int moved = ReportPattern.of(home, input.values().resolve(reports)).setAside();
      return new StepResult.Done(
          moved == 0 ? "no earlier reports" : moved + " earlier reports set aside",
          Map.of(
              SuiteFacts.STARTED, "",
              SuiteFacts.EXIT, "",
              SuiteFacts.DIGEST, "",
              SuiteFacts.ALONE, ""),
          List.of());
    } catch (MissingValueException | IllegalArgumentException e) {
      return new StepResult.Failed(ReportFailures.setting("reports", e));
    } catch (IOException e) {
      return new StepResult.Failed(ReportFailures.folder(reports, e));
    }
  }
}
