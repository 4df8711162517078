package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.ComposeStart;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.List;
import java.util.Map;

/** Starts what of the stack does not run. */
record UpStep(Deployment deployment, List<String> profiles, Foresight foresight) implements Step {

  @Override
  public String id() {
    return "up";
  }

  @Override
  public String intent(Values values) {
    return "start what does not run of "
        + deployment.stack().composeFile()
        + " as project "
        + deployment.stack().project()
        + ": "
        + String.join(", ", deployment.stack().services());
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    input.progress().at("starting " + deployment.stack().services().size() + " services", -1);
    return switch (new ComposeStart(deployment, profiles, foresight).run(List.of(), input)) {
      case Compose.Outcome.Failed failed -> new StepResult.Failed(failed.failure());
      case Compose.Outcome.Succeeded succeeded ->
          new StepResult.Done(
              "project " + deployment.stack().project() + " is started",
              Map.of(),
              List.of(new Evidence("compose-up.txt", succeeded.text())));
    };
  }
}
