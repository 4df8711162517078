package io.nuwa.emergency.deploy;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Images;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the compose file against the plan, and that every image it needs is here. */
record ImagesStep(Deployment deployment, List<String> profiles, ImageNames known) implements Step {

  @Override
  public String id() {
    return "images";
  }

  @Override
  public String intent(Values values) {
    return "check that the images of " + deployment.stack().composeFile() + " are on this machine";
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    ComposeReading reading;
    try {
      reading = deployment.readComposeFile(input.values());
    } catch (MissingValueException e) {
      return failed(FailureClass.CONFIGURATION, "stack: " + e.getMessage());
    }
    return switch (reading) {
      case ComposeReading.Unreadable unreadable -> new StepResult.Failed(unreadable.failure());
      case ComposeReading.Read read -> check(read.file(), input);
    };
  }

  private StepResult check(ComposeProject file, StepInput input) throws InterruptedException {
    Optional<Failure> missing =
        file.missing(deployment.stack().services(), deployment.stack().composeFile());
    if (missing.isPresent()) {
      return new StepResult.Failed(missing.get());
    }
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new StepResult.Failed(none.failure());
      case Detection.Found found -> look(found.engine(), file.images(profiles));
    };
  }

  private StepResult look(Engine engine, List<String> images) throws InterruptedException {
    return switch (new Containers(engine).images(images, known)) {
      case Images.Unknown unknown -> new StepResult.Failed(unknown.failure());
      case Images.Known here -> judge(engine, images, here.missing(images));
    };
  }

  private static StepResult judge(Engine engine, List<String> images, List<String> missing) {
    if (missing.isEmpty()) {
      return StepResult.Done.of(images.size() + " images are on this machine");
    }
    return new StepResult.Failed(
        new Failure(
            FailureClass.IMAGE_MISSING,
            missing.size()
                + " of "
                + images.size()
                + " images are not known to "
                + engine
                + ": "
                + String.join(", ", missing),
            String.join("\n", missing),
            Map.of("image", missing.getFirst(), "images", String.join(",", missing))));
  }

  private static StepResult failed(FailureClass kind, String summary) {
    return new StepResult.Failed(Failure.of(kind, summary, ""));
  }
}
