package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;

/** Tasks {@code acceptance-suite}: set earlier reports aside, run the suite, read its reports. */
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
    return List.of(
        new ClearStep(home, settings.reports()),
        new RunStep(home, processes, settings),
        new ReadStep(home, settings.reports()));
  }
}
