package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.compose.ProjectOwner;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settles which engine and which compose provider the run uses, and that the project is ours.
 *
 * @param adopts whether a person gave this run what another compose file started
 */
record EngineStep(Deployment deployment, Foresight foresight, boolean adopts) implements Step {

  @Override
  public String id() {
    return "engine";
  }

  @Override
  public String intent(Values values) {
    return values
        .fact(Engine.FACT)
        .map(engine -> "check that " + engine + " still answers")
        .orElse(
            "find a container engine (EMERGENCY_ENGINE, docker, podman) and a compose provider");
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).verify(input.values())) {
      case Detection.NotFound none -> new StepResult.Failed(none.failure());
      case Detection.Found found -> withCompose(found.engine(), input);
    };
  }

  private StepResult withCompose(Engine engine, StepInput input) throws InterruptedException {
    String project = deployment.stack().project();
    return switch (new Containers(engine).ofProject(project)) {
      case Listing.Unknown unknown -> new StepResult.Failed(unknown.failure());
      case Listing.Known known -> {
        Optional<ProjectOwner> other =
            ProjectOwner.among(known.containers(), deployment.composeFile());
        boolean ours =
            other.isEmpty()
                || other.get().isGone()
                || adopts
                || input.values().fact(other.get().fact()).isPresent();
        yield ours
            ? withCompose(engine, other, input)
            : new StepResult.Failed(
                Failure.of(
                    FailureClass.CONFIGURATION,
                    other.get().describe(project) + ": nothing was started; " + ProjectOwner.NEXT,
                    ""));
      }
    };
  }

  private StepResult withCompose(Engine engine, Optional<ProjectOwner> other, StepInput input)
      throws InterruptedException {
    foresight.expect(engine);
    return switch (Compose.choose(deployment, engine, input)) {
      case Compose.Choice.None none -> new StepResult.Failed(none.failure());
      case Compose.Choice.Chosen chosen -> {
        var facts = new TreeMap<>(engine.facts());
        facts.put(Compose.FACT, chosen.compose().name());
        other.ifPresent(one -> facts.put(one.fact(), "true"));
        yield new StepResult.Done(
            engine
                + " answers; compose by "
                + chosen.compose().name()
                + other.map(this::takenOver).orElse(""),
            facts,
            List.of());
      }
    };
  }

  private String takenOver(ProjectOwner other) {
    return "; "
        + other.describe(deployment.stack().project())
        + (other.isGone()
            ? ", which is not there any more: this home goes on with its containers"
            : ": this home takes it over");
  }
}
