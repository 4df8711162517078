package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells which cases fail and what the reports say of them, or why the reports are not believed. */
record CasesWitness(Path home, Plan plan) implements Witness {
  private static final int MOST = 128 * 1024;

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    for (Suite suite : PlannedSuites.of(home, plan).all()) {
      String text =
          switch (new ReportReading(home, suite, ReadStep.ANY_AGE).count(input)) {
            case ReportReading.Believable believable -> believable.results().details();
            case ReportReading.Refused refused ->
                "not believed: " + refused.why().summary() + "\n\n" + refused.why().evidence();
          };
      String name = suite.key().substring(suite.key().indexOf('/') + 1);
      all.add(Evidence.head("cases-" + name + ".txt", text, MOST));
    }
    return all;
  }
}
