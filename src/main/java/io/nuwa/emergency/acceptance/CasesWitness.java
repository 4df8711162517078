package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.ReportReading;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells which cases fail and what the reports say of them, or why the reports are not believed. */
record CasesWitness(Path home, Plan plan) implements Witness {
  private static final int MOST = 128 * 1024;
  private static final Duration ANY_AGE = Duration.ofDays(365);

  @Override
  public String name() {
    return "cases";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    for (Task task : plan.blockers().stream().flatMap(b -> b.tasks().stream()).toList()) {
      if (task.settings() instanceof SuiteSettings settings) {
        String text =
            switch (new ReportReading(home, settings.reports(), ANY_AGE, settings.cases())
                .read(input)) {
              case ReportReading.Believable believable -> believable.results().details();
              case ReportReading.Refused refused ->
                  "not believed: " + refused.why().summary() + "\n\n" + refused.why().evidence();
            };
        all.add(Evidence.head("cases-" + task.id() + ".txt", text, MOST));
      }
    }
    return all;
  }
}
