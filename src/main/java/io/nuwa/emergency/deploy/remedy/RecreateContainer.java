package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.ComposeStart;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes the containers of the services in trouble, has them made anew and waits until they are
 * healthy. Named volumes stay, and so do all other containers.
 */
record RecreateContainer(Deployment deployment, Duration healthyWithin) implements Remedy {
  static final String NAME = "recreate-container";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "remove and start anew, volumes kept: "
        + String.join(", ", FailureDetails.services(failure));
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    List<String> services =
        FailureDetails.services(failure).stream()
            .filter(deployment.stack().services()::contains)
            .toList();
    if (services.isEmpty()) {
      return new RemedyResult.NotApplicable("the failure names no service of the stack");
    }
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> recreate(found.engine(), services, input);
    };
  }

  private RemedyResult recreate(Engine engine, List<String> services, StepInput input)
      throws InterruptedException {
    var containers = new Containers(engine);
    var evidence = new ArrayList<Evidence>();
    switch (containers.ofProject(deployment.stack().project())) {
      case Listing.Unknown unknown -> {
        return new RemedyResult.Failed(unknown.failure());
      }
      case Listing.Known known -> {
        String json = new Redaction(input.values()).hide(known.json());
        evidence.add(new Evidence("containers-before.json", json));
        for (Container container : known.containers()) {
          Optional<Failure> stuck =
              services.contains(container.service())
                  ? containers.remove(container)
                  : Optional.empty();
          if (stuck.isPresent()) {
            return new RemedyResult.Failed(stuck.get());
          }
        }
      }
    }
    return switch (new ComposeStart(deployment, List.of(), new Foresight()).run(services, input)) {
      case Compose.Outcome.Failed failed -> new RemedyResult.Failed(failed.failure());
      case Compose.Outcome.Succeeded started -> {
        evidence.add(new Evidence("compose-up.txt", started.text()));
        yield await(engine, services, evidence, input);
      }
    };
  }

  private RemedyResult await(
      Engine engine, List<String> services, List<Evidence> evidence, StepInput input)
      throws InterruptedException {
    var redaction = new Redaction(input.values());
    var wait = new HealthWait(new StackHealth(engine, deployment.stack().project()), input);
    return switch (wait.await(services, healthyWithin)) {
      case StackHealth.Answer.Unknown unknown ->
          new RemedyResult.Failed(redaction.hide(unknown.failure()));
      case StackHealth.Answer.Surveyed own -> {
        if (!own.survey().troubled().isEmpty()) {
          String words = redaction.hide(wait.lastWords(own.survey()));
          yield new RemedyResult.Failed(own.survey().failure(words).orElseThrow());
        }
        yield new RemedyResult.Applied(
            "recreated " + String.join(", ", services) + "; " + others(wait), Map.of(), evidence);
      }
    };
  }

  /**
   * Waits for the rest of the stack too: what leans on a service that was away needs a moment, and
   * would look as if it had to be made anew itself.
   */
  private String others(HealthWait wait) throws InterruptedException {
    return switch (wait.await(deployment.stack().services(), healthyWithin)) {
      case StackHealth.Answer.Unknown unknown -> unknown.failure().summary();
      case StackHealth.Answer.Surveyed all -> all.survey().text();
    };
  }
}
