package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.EngineSignatures;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Turns from an engine that this user may not use to a Podman of their own. */
record Rootless(Machine machine, RootlessPrerequisites prerequisites) implements Remedy {
  static final String NAME = "rootless";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "use this user's own rootless Podman";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    if (machine.userId() == 0) {
      return new RemedyResult.NotApplicable("root needs no rootless engine");
    }
    if (FailureDetails.port(failure).isPresent()) {
      return new RemedyResult.NotApplicable(
          "it is a port that may not be published, not the engine");
    }
    var own = new Engine(EngineKind.PODMAN, "", machine);
    if (input.values().fact(Engine.FACT).equals(Optional.of(own.kind().program()))
        && input.values().fact(Engine.HOST_FACT).equals(Optional.of(""))) {
      return new RemedyResult.NotApplicable("rootless Podman is what is used already");
    }
    List<String> missing = prerequisites.missing();
    if (!missing.isEmpty()) {
      return new RemedyResult.NotApplicable(String.join("; ", missing));
    }
    Completion info =
        own.run(
            PATIENCE,
            List.of("info", "--format", "{{.Host.Security.Rootless}} {{.Store.GraphRoot}}"));
    if (!info.succeeded()) {
      return new RemedyResult.Failed(
          EngineSignatures.classify("rootless podman does not work for this user", info));
    }
    return new RemedyResult.Applied(
        "switched to this user's rootless Podman",
        own.facts(),
        List.of(
            new Evidence("refused.txt", failure.evidence()),
            new Evidence("podman-info.txt", "rootless, storage: " + info.stdout().strip())));
  }
}
