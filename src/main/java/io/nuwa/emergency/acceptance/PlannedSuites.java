package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The suites of a plan, each under the name of its task. */
final class PlannedSuites {
  /** Tasks after a GO stand in no blocker. */
  private static final String ON_GO = "on-go";

  private PlannedSuites() {}

  static Suites of(Path home, Plan plan) {
    var all = new ArrayList<Suite>();
    for (Blocker blocker : plan.blockers()) {
      all.addAll(suites(blocker.id(), blocker.tasks()));
    }
    all.addAll(suites(ON_GO, plan.onGo()));
    return new Suites(home, all);
  }

  /** The suite that this task runs. Equal ones of two blockers would share reports: refused. */
  static Suite suite(Plan plan, Task task) {
    String blocker =
        plan.blockers().stream()
            .filter(one -> one.tasks().contains(task))
            .findFirst()
            .map(Blocker::id)
            .orElse(ON_GO);
    return suite(blocker, task, (SuiteSettings) task.settings());
  }

  private static List<Suite> suites(String blocker, List<Task> tasks) {
    var all = new ArrayList<Suite>();
    for (Task task : tasks) {
      if (task.settings() instanceof SuiteSettings settings) {
        all.add(suite(blocker, task, settings));
      }
    }
    return all;
  }

  private static Suite suite(String blocker, Task task, SuiteSettings settings) {
    return new Suite(
        blocker + "/" + task.id(), settings.reports(), settings.cases(), settings.skips());
  }
}
