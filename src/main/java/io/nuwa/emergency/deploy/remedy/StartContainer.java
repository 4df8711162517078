package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the stopped containers of the services in trouble again, as they are: nothing is quicker,
 * and whether it was enough is measured. A container that never ran is left to the others.
 */
record StartContainer(Deployment deployment) implements Remedy {
  static final String NAME = "start-container";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "start the stopped containers again: "
        + String.join(", ", FailureDetails.services(failure));
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> {
        var containers = new Containers(found.engine());
        containers.awaitOthers(input.time());
        Optional<RemedyResult> again = startAgain(containers, failure, input);
        if (again.isPresent()) {
          yield again.get();
        }
        yield switch (containers.ofProject(deployment.stack().project())) {
          case Listing.Unknown unknown -> new RemedyResult.Failed(unknown.failure());
          case Listing.Known known -> start(containers, known, failure, input);
        };
      }
    };
  }

  /** Those whose death was seen as it happened, without asking how they are. */
  private Optional<RemedyResult> startAgain(Containers containers, Failure failure, StepInput input)
      throws InterruptedException {
    var deeds = new ArrayList<String>();
    for (Container container : deployment.seen().ended(deployment.machine())) {
      if (ours(container) && concerns(container, failure)) {
        switch (containers.startAgain(container, input.time())) {
          case STARTED ->
              deeds.add(
                  "started "
                      + container.name()
                      + ", whose process "
                      + container.pid()
                      + " had ended");
          case BY_POLICY ->
              deeds.add("left " + container.name() + " to its restart policy, which started it");
          case BY_OTHERS -> deeds.add("left " + container.name() + " to whoever restarted it");
          case UNKNOWN -> {
            return Optional.empty();
          }
        }
      }
    }
    return deeds.isEmpty()
        ? Optional.empty()
        : Optional.of(RemedyResult.Applied.of(String.join("; ", deeds)));
  }

  private boolean ours(Container container) {
    return container.project().equals(deployment.stack().project());
  }

  private RemedyResult start(
      Containers containers, Listing.Known known, Failure failure, StepInput input)
      throws InterruptedException {
    var names = new ArrayList<String>();
    for (Container container : known.containers()) {
      if (container.dead() && concerns(container, failure)) {
        Optional<Failure> stuck = containers.start(container);
        if (stuck.isPresent()) {
          return new RemedyResult.Failed(stuck.get());
        }
        names.add(container.name());
      }
    }
    return names.isEmpty()
        ? new RemedyResult.NotApplicable("no container in question is stopped")
        : new RemedyResult.Applied(
            "started " + String.join(", ", names),
            Map.of(),
            List.of(
                new Evidence(
                    "containers-before.json", new Redaction(input.values()).hide(known.json()))));
  }

  private boolean concerns(Container container, Failure failure) {
    return deployment.stack().services().contains(container.service())
        && (FailureDetails.services(failure).contains(container.service())
            || FailureDetails.port(failure).filter(container.hostPorts()::contains).isPresent());
  }
}
