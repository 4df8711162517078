package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.gate.PassMark;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.acceptance.report.SystemNow;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Tasks {@code acceptance-suite}: set earlier reports aside, run the suite, read its reports, and
 * when they would not pass look at the failing cases.
 *
 * @param system tells of a plan what can say what the suite runs against
 */
record SuiteTask(Path home, Processes processes, Function<Plan, List<IdentitySource>> system)
    implements TaskKind {

  @Override
  public String name() {
    return "acceptance-suite";
  }

  @Override
  public Settings read(Section section) {
    return SuiteSettings.of(home, section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    var settings = (SuiteSettings) task.settings();
    Suite suite = PlannedSuites.suite(plan, task);
    Suites suites = PlannedSuites.of(home, plan);
    var command = new SuiteCommand(home, processes, settings);
    return List.of(
        new ClearStep(suite, suites),
        new RunStep(command, suite, plan, new SystemNow(system.apply(plan))),
        new ReadStep(home, suite),
        new DebugStep(command, suite, plan, PassMark.of(plan, suites, suite)));
  }
}
