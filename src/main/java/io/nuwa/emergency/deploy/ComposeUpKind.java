package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.util.List;
import java.util.function.Function;

/** Tasks that bring the plan's stack up. */
record ComposeUpKind(Function<Stack, Deployment> deployments, ImageNames images, boolean adopts)
    implements TaskKind {

  @Override
  public String name() {
    return "compose-up";
  }

  @Override
  public Settings read(Section section) {
    return ComposeUpSettings.read(section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    var settings = (ComposeUpSettings) task.settings();
    if (plan.stack().isEmpty()) {
      return List.of(new NoStackStep());
    }
    var deployment = deployments.apply(plan.stack().get());
    var foresight = new Foresight();
    return List.of(
        new EngineStep(deployment, foresight, adopts),
        new ImagesStep(deployment, settings.profiles(), images),
        new UpStep(deployment, settings.profiles(), settings.healthyWithin(), foresight, images),
        new HealthyStep(deployment, settings.healthyWithin()));
  }
}
