package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.EngineSignatures;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings missing images with the plan's command, or from a registry where the plan has none. */
record BringImages(Deployment deployment) implements Remedy {
  static final String NAME = "bring-images";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return deployment.stack().images().isEmpty()
        ? "pull the missing images"
        : "run " + String.join(" ", deployment.stack().images());
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> {
        try {
          yield deployment.stack().images().isEmpty()
              ? pull(found.engine(), input)
              : run(found.engine(), input);
        } catch (MissingValueException e) {
          yield new RemedyResult.Failed(
              Failure.of(FailureClass.CONFIGURATION, "stack.images: " + e.getMessage(), ""));
        }
      }
    };
  }

  private RemedyResult run(Engine engine, StepInput input) throws InterruptedException {
    var words = new ArrayList<String>();
    deployment.stack().images().forEach(word -> words.add(input.values().resolve(word)));
    input.progress().at("bringing images: " + String.join(" ", deployment.stack().images()), -1);
    var environment = new TreeMap<>(engine.environment());
    environment.put("EMERGENCY_ENGINE", engine.kind().program());
    Completion completion = deployment.machine().run(words, environment, input.left());
    var redaction = new Redaction(input.values());
    if (!completion.succeeded()) {
      return new RemedyResult.Failed(
          redaction.hide(
              EngineSignatures.classify(
                  "'"
                      + String.join(" ", deployment.stack().images())
                      + "' failed (code "
                      + completion.exitCode()
                      + ")",
                  completion)));
    }
    return applied("brought the images", redaction.hide(completion.text()));
  }

  private RemedyResult pull(Engine engine, StepInput input) throws InterruptedException {
    return switch (Compose.choose(deployment, engine, input)) {
      case Compose.Choice.None none -> new RemedyResult.Failed(none.failure());
      case Compose.Choice.Chosen chosen ->
          switch (chosen.compose().pull(List.of(), input)) {
            case Compose.Outcome.Failed failed -> new RemedyResult.Failed(failed.failure());
            case Compose.Outcome.Succeeded done -> applied("pulled the images", done.text());
          };
    };
  }

  private static RemedyResult applied(String summary, String text) {
    return new RemedyResult.Applied(summary, Map.of(), List.of(new Evidence("images.txt", text)));
  }
}
