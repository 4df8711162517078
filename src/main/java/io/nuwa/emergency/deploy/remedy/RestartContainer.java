package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops the running containers of the services in trouble and starts them again, as they are: what
 * they hold stays, and their forwarded ports are set up anew. One that the engine restarts again
 * and again has had that already, and would only be counted from nought.
 */
record RestartContainer(Deployment deployment, Duration healthyWithin) implements Remedy {
  static final String NAME = "restart-container";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "restart in place: " + String.join(", ", FailureDetails.services(failure));
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    if (FailureDetails.needsNewContainer(failure)) {
      return new RemedyResult.NotApplicable("a restart would leave the old container as it is");
    }
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> apply(found.engine(), failure, input);
    };
  }

  private RemedyResult apply(Engine engine, Failure failure, StepInput input)
      throws InterruptedException {
    var containers = new Containers(engine);
    return switch (containers.ofProject(deployment.stack().project())) {
      case Listing.Unknown unknown -> new RemedyResult.Failed(unknown.failure());
      case Listing.Known known -> {
        Concern concern = Concern.of(failure, deployment, known.containers(), input.values());
        List<Container> running =
            known.containers().stream()
                .filter(one -> one.running() || one.stopping())
                .filter(concern::covers)
                .filter(one -> deployment.stack().services().contains(one.service()))
                .filter(one -> one.restarts().count() <= StackHealth.RESTARTS_AT_MOST)
                .toList();
        if (running.isEmpty()) {
          yield new RemedyResult.NotApplicable("no container in question runs");
        }
        var health = StackHealth.of(engine, deployment, input);
        List<String> services = running.stream().map(Container::service).distinct().toList();
        yield switch (new Warrant(health, deployment.machine(), input).ask(failure, services)) {
          case Warrant.Answer.Refused refused -> new RemedyResult.NotApplicable(refused.why());
          case Warrant.Answer.Granted granted ->
              restart(
                  engine,
                  running.stream()
                      .filter(one -> granted.services().contains(one.service()))
                      .toList(),
                  new Evidence(
                      "containers-before.json", new Redaction(input.values()).hide(known.json())),
                  input);
        };
      }
    };
  }

  private RemedyResult restart(
      Engine engine, List<Container> stuck, Evidence before, StepInput input)
      throws InterruptedException {
    var containers = new Containers(engine);
    var names = new ArrayList<String>();
    for (Container container : stuck) {
      Optional<Failure> failed = containers.restart(container, input.time());
      if (failed.isPresent()) {
        return new RemedyResult.Failed(failed.get());
      }
      names.add(container.name());
    }
    return new Recovery(deployment, engine, healthyWithin, input)
        .await(
            stuck.stream().map(Container::service).distinct().toList(),
            "restarted " + String.join(", ", names),
            Duration.ZERO,
            List.of(before));
  }
}
