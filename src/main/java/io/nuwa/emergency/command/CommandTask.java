package io.nuwa.emergency.command;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.util.List;

/** Tasks {@code command}: one step that runs one program. */
record CommandTask(Programs programs) implements TaskKind {

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Settings read(Section section) {
    return CommandSettings.ofTask(section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    return List.of(new CommandStep(programs, (CommandSettings) task.settings()));
  }
}
