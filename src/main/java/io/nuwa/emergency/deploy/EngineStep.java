package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.List;
import java.util.TreeMap;

/** Settles which engine and which compose provider the run uses. */
record EngineStep(Deployment deployment, Foresight foresight) implements Step {

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
    foresight.expect(engine);
    return switch (Compose.choose(deployment, engine, input)) {
      case Compose.Choice.None none -> new StepResult.Failed(none.failure());
      case Compose.Choice.Chosen chosen -> {
        var facts = new TreeMap<>(engine.facts());
        facts.put(Compose.FACT, chosen.compose().name());
        yield new StepResult.Done(
            engine + " answers; compose by " + chosen.compose().name(), facts, List.of());
      }
    };
  }
}
