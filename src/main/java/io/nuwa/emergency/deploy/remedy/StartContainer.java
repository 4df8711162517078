package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Composition;
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
 * and whether it was enough is measured. A container that never ran is left to the others, and one
 * that has done its work is never started again.
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
        Composition composition = deployment.composition(found.engine(), input).orUntold();
        Optional<RemedyResult> again = startAgain(containers, composition, failure, input);
        if (again.isPresent()) {
          yield again.get();
        }
        yield switch (containers.ofProject(deployment.stack().project())) {
          case Listing.Unknown unknown -> new RemedyResult.Failed(unknown.failure());
          case Listing.Known known -> start(containers, composition, known, failure, input);
        };
      }
    };
  }

  /** Those whose death was seen as it happened, without asking how they are. */
  private Optional<RemedyResult> startAgain(
      Containers containers, Composition composition, Failure failure, StepInput input)
      throws InterruptedException {
    var deeds = new ArrayList<String>();
    boolean byUs = false;
    Concern concern =
        Concern.of(failure, deployment, deployment.seen().containers(), input.values());
    for (Container container : deployment.seen().ended(deployment.machine())) {
      if (ours(container)
          && concern.covers(container)
          && !composition.service(container.service()).ends()) {
        switch (containers.startAgain(container, input.time())) {
          case STARTED -> {
            byUs = true;
            deeds.add(
                "started "
                    + container.name()
                    + ", whose process "
                    + container.pid()
                    + " had ended");
          }
          case BY_POLICY ->
              deeds.add("left " + container.name() + " to its restart policy, which started it");
          case BY_OTHERS -> deeds.add("left " + container.name() + " to whoever restarted it");
          case UNKNOWN -> {
            return Optional.empty();
          }
        }
      }
    }
    if (deeds.isEmpty()) {
      return Optional.empty();
    }
    String did = String.join("; ", deeds);
    return Optional.of(byUs ? RemedyResult.Applied.of(did) : new RemedyResult.Overtaken(did));
  }

  private boolean ours(Container container) {
    return container.project().equals(deployment.stack().project());
  }

  private RemedyResult start(
      Containers containers,
      Composition composition,
      Listing.Known known,
      Failure failure,
      StepInput input)
      throws InterruptedException {
    var names = new ArrayList<String>();
    Concern concern = Concern.of(failure, deployment, known.containers(), input.values());
    for (Container container : known.containers()) {
      if (container.ended()
          && concern.covers(container)
          && !composition.service(container.service()).isDone(container)) {
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
}
