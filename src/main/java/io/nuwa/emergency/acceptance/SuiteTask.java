package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.gate.PassMark;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Tasks {@code acceptance-suite}: set earlier reports aside, run the suite, read its reports, and
 * when they would not pass look at the failing cases.
 */
record SuiteTask(Path home, Processes processes) implements TaskKind {

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
    var command = new SuiteCommand(home, processes, settings);
    return List.of(
        new ClearStep(home, settings.reports()),
        new RunStep(command, plan),
        new ReadStep(home, settings.reports(), settings.cases()),
        new DebugStep(command, plan, PassMark.of(plan, settings.reports())));
  }
}
