package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets every paused container of the stack go on. */
record Unpause(Deployment deployment) implements Remedy {
  static final String NAME = "unpause";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "unpause the paused containers of project " + deployment.stack().project();
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> {
        var containers = new Containers(found.engine());
        yield switch (containers.ofProject(deployment.stack().project())) {
          case Listing.Unknown unknown -> new RemedyResult.Failed(unknown.failure());
          case Listing.Known known -> unpause(containers, known.containers());
        };
      }
    };
  }

  private static RemedyResult unpause(Containers containers, List<Container> all)
      throws InterruptedException {
    var names = new ArrayList<String>();
    for (Container container : all) {
      if (container.paused()) {
        Optional<Failure> stuck = containers.unpause(container);
        if (stuck.isPresent()) {
          return new RemedyResult.Failed(stuck.get());
        }
        names.add(container.name());
      }
    }
    return names.isEmpty()
        ? new RemedyResult.NotApplicable("no container of the stack is paused")
        : RemedyResult.Applied.of("unpaused " + String.join(", ", names));
  }
}
