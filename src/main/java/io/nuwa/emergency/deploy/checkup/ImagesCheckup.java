package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Images;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.List;

/** Whether the images are here. Missing ones are no fault where the plan says how to bring them. */
record ImagesCheckup(Deployment deployment) implements Checkup {
  @Override
  public String name() {
    return "images";
  }

  @Override
  public List<Finding> look(StepInput input) throws InterruptedException {
    try {
      return switch (deployment.readComposeFile(input.values())) {
        case ComposeReading.Unreadable bad -> unknown(bad.failure().summary());
        case ComposeReading.Read read ->
            switch (new EngineDetection(deployment.machine()).current(input.values())) {
              case Detection.NotFound none -> unknown("no engine answers");
              case Detection.Found found -> {
                List<String> images = read.file().images(List.of());
                yield switch (new Containers(found.engine()).images(images)) {
                  case Images.Unknown unasked -> unknown(unasked.failure().summary());
                  case Images.Known here -> List.of(finding(images, here.missing(images)));
                };
              }
            };
      };
    } catch (MissingValueException e) {
      return unknown(String.valueOf(e.getMessage()));
    }
  }

  private static List<Finding> unknown(String why) {
    return List.of(Finding.unknown(why, "see the lines above"));
  }

  private Finding finding(List<String> images, List<String> missing) {
    if (missing.isEmpty()) {
      return Finding.good("all " + images.size() + " are on this machine");
    }
    String text =
        missing.size() + " of " + images.size() + " are missing: " + String.join(", ", missing);
    List<String> bring = deployment.stack().images();
    return bring.isEmpty()
        ? Finding.bad(text, "pull or build them, or set images: in the plan's stack")
        : Finding.doubtful(text, String.join(" ", bring) + " brings them; execute does it itself");
  }
}
