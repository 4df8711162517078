package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.ComposeStart;
import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.ServiceHealth;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.deploy.remedy.FormerImages;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts what of the stack does not run, and brings in what was changed since: the compose file and
 * newer builds. A build that does not get healthy makes way for the one that ran before. A watch
 * deploys nothing: it leaves alone what runs an older build.
 */
record UpStep(
    Deployment deployment,
    List<String> profiles,
    Duration healthyWithin,
    Foresight foresight,
    ImageNames images)
    implements Step {

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
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new StepResult.Failed(none.failure());
      case Detection.Found found ->
          switch (new Containers(found.engine()).ofProject(deployment.stack().project())) {
            case Listing.Unknown unknown -> new StepResult.Failed(unknown.failure());
            case Listing.Known known -> start(found.engine(), known.containers(), input);
          };
    };
  }

  private StepResult start(Engine engine, List<Container> containers, StepInput input)
      throws InterruptedException {
    FormerImages former = FormerImages.of(containers, engine, images);
    Set<String> older = new TreeSet<>();
    containers.stream()
        .filter(one -> one.running() && former.byService().containsKey(one.service()))
        .forEach(one -> older.add(one.service()));
    Composition composition = deployment.composition(engine, input).orUntold();
    Set<String> spared = new TreeSet<>(input.watch() ? older : Set.of());
    containers.stream()
        .filter(one -> composition.service(one.service()).isDone(one))
        .filter(one -> composition.service(one.service()).made(one))
        .filter(one -> !former.byService().containsKey(one.service()))
        .forEach(one -> spared.add(one.service()));
    var start = new ComposeStart(deployment, profiles, foresight);
    Compose.Outcome outcome =
        new StartOrder(composition, profiles, start, healthyWithin)
            .run(spared, StackHealth.of(engine, deployment, input), input);
    Optional<String> back =
        input.watch() || older.isEmpty()
            ? Optional.empty()
            : goBack(former, List.copyOf(older), outcome, engine, input);
    if (back.isPresent()) {
      return new StepResult.Failed(Failure.of(FailureClass.CONFIGURATION, back.get(), ""));
    }
    return switch (outcome) {
      case Compose.Outcome.Failed failed -> new StepResult.Failed(failed.failure());
      case Compose.Outcome.Succeeded succeeded ->
          new StepResult.Done(
              "project "
                  + deployment.stack().project()
                  + " is started"
                  + (input.watch() && !older.isEmpty()
                      ? "; 'emergency execute' brings in the newer build of "
                          + String.join(", ", older)
                      : ""),
              composition.facts(),
              List.of(new Evidence("compose-up.txt", succeeded.text())));
    };
  }

  /** What became of newer builds that do not get healthy; empty when all do. */
  private Optional<String> goBack(
      FormerImages former,
      List<String> services,
      Compose.Outcome outcome,
      Engine engine,
      StepInput input)
      throws InterruptedException {
    var health = StackHealth.of(engine, deployment, input);
    var wait = new HealthWait(health, input);
    Duration within = outcome instanceof Compose.Outcome.Failed ? Duration.ZERO : healthyWithin;
    if (!(wait.await(services, within) instanceof StackHealth.Answer.Surveyed(var survey))
        || survey.troubled().isEmpty()) {
      return Optional.empty();
    }
    List<String> troubled = survey.troubled().stream().map(ServiceHealth::service).toList();
    return former
        .putBack(troubled, deployment, engine, healthyWithin, input)
        .map(
            back ->
                "the newer build of "
                    + String.join(", ", troubled)
                    + " does not get healthy ("
                    + survey.text()
                    + "): "
                    + back);
  }
}
