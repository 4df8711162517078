package io.nuwa.emergency.data;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;

/** The kind of task {@code generate-data}. */
record GenerateData(Path home) implements TaskKind {
  @Override
  public String name() {
    return DataTask.KIND;
  }

  @Override
  public Settings read(Section section) {
    return DataSettings.read(section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    DataTask ours = DataTask.of(task, plan);
    return List.of(new ReachStep(ours), new SchemaStep(ours, home), new InjectStep(ours));
  }
}
