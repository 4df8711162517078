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
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Removes the containers of the services in trouble, has them made anew and waits until they are
 * healthy. Volumes stay, those without a name too, and so do all other containers; what would be
 * lost with its container is left to a person.
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
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> consider(found.engine(), failure, input);
    };
  }

  private RemedyResult consider(Engine engine, Failure failure, StepInput input)
      throws InterruptedException {
    switch (new Containers(engine).ofProject(deployment.stack().project())) {
      case Listing.Unknown unknown -> {
        return new RemedyResult.Failed(unknown.failure());
      }
      case Listing.Known known -> {
        Concern concern = Concern.of(failure, deployment, known.containers(), input.values());
        List<String> services = concern.services();
        if (services.isEmpty()) {
          return new RemedyResult.NotApplicable("the failure names no service of the stack");
        }
        List<String> running =
            services.stream()
                .filter(
                    service ->
                        known.containers().stream()
                            .filter(one -> one.service().equals(service) && concern.covers(one))
                            .anyMatch(Container::running))
                .toList();
        List<String> wanted = services;
        if (!running.isEmpty()) {
          var health = StackHealth.of(engine, deployment, input);
          switch (new Warrant(health, deployment.machine(), input).ask(failure, running)) {
            case Warrant.Answer.Refused refused -> {
              return new RemedyResult.NotApplicable(refused.why());
            }
            case Warrant.Answer.Granted granted ->
                wanted =
                    services.stream()
                        .filter(one -> !running.contains(one) || granted.services().contains(one))
                        .toList();
          }
        }
        return recreate(engine, new Concern(wanted, concern.containers()), known, input);
      }
    }
  }

  private RemedyResult recreate(
      Engine engine, Concern concern, Listing.Known known, StepInput input)
      throws InterruptedException {
    List<String> services = concern.services();
    List<Container> old = known.containers().stream().filter(concern::covers).toList();
    Optional<Container> full = old.stream().filter(Container::holdsDataItself).findFirst();
    if (full.isPresent()) {
      return new RemedyResult.NotApplicable(
          full.get().name()
              + " holds its data itself, in no volume and no folder: they would be lost with it");
    }
    var start = new ComposeStart(deployment, List.of(), new Foresight());
    FormerImages former = FormerImages.of(old, engine, new ImageNames());
    var evidence = new ArrayList<Evidence>();
    evidence.add(
        new Evidence("containers-before.json", new Redaction(input.values()).hide(known.json())));
    // Compose hands the nameless volumes on from a container that is still there.
    boolean handsOn = old.stream().anyMatch(one -> !one.configuration().volumes().isEmpty());
    if (handsOn && !concern.containers().isEmpty()) {
      return new RemedyResult.NotApplicable(
          String.join(", ", concern.containers())
              + " keeps data in volumes without a name, and compose would make all containers of "
              + String.join(", ", services)
              + " anew to hand them on");
    }
    if (!handsOn) {
      for (Container container : old) {
        Optional<Failure> stuck = new Containers(engine).remove(container);
        if (stuck.isPresent()) {
          return new RemedyResult.Failed(stuck.get());
        }
      }
    }
    Compose.Outcome made = handsOn ? start.anew(services, input) : start.run(services, input);
    RemedyResult result =
        switch (made) {
          case Compose.Outcome.Failed failed -> new RemedyResult.Failed(failed.failure());
          case Compose.Outcome.Succeeded started -> {
            evidence.add(new Evidence("compose-up.txt", started.text()));
            yield new Recovery(deployment, engine, healthyWithin, input)
                .await(services, did(services), proof(old), evidence);
          }
        };
    return result instanceof RemedyResult.Failed(Failure failure)
        ? former
            .putBack(services, deployment, engine, healthyWithin, input)
            .<RemedyResult>map(
                back ->
                    new RemedyResult.Failed(
                        new Failure(
                            failure.kind(),
                            failure.summary() + "; " + back,
                            failure.evidence(),
                            failure.details())))
            .orElse(result)
        : result;
  }

  private static String did(List<String> services) {
    return services.stream().collect(Collectors.joining(", ", "recreated ", ""));
  }

  /** A new container was restarted by nobody yet: one that died again and again must show it. */
  private static Duration proof(List<Container> old) {
    return old.stream()
        .filter(one -> one.restarts().count() > StackHealth.RESTARTS_AT_MOST)
        .flatMap(one -> one.startedAt().map(one.restarts()::proof).stream())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
