package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Belongings;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.EngineSignatures;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.List;

/**
 * Creates a network that a stack names and nobody has made yet. One that was there before is lost:
 * that is said, and it is never made anew.
 */
record CreateNetwork(Machine machine) implements Remedy {
  static final String NAME = "create-network";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "create the network " + failure.details().getOrDefault("network", "that is missing");
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    String network = failure.details().getOrDefault("network", "").replaceAll("[^\\w.-]", "");
    if (network.isEmpty()) {
      return new RemedyResult.NotApplicable("the failure names no network");
    }
    if (Belongings.hadNetwork(network, input.values())) {
      return new RemedyResult.NotApplicable(
          "the network "
              + network
              + " was somebody else's when the stack was deployed, and others may be missed on a"
              + " new one: whoever made it has to bring it back, or make one by hand: "
              + input.values().fact(Engine.FACT).orElse("podman")
              + " network create "
              + network);
    }
    return switch (new EngineDetection(machine).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found -> create(found.engine(), network);
    };
  }

  private static RemedyResult create(Engine engine, String network) throws InterruptedException {
    Completion created = engine.run(PATIENCE, List.of("network", "create", network));
    if (created.succeeded()) {
      return RemedyResult.Applied.of("created the network " + network);
    }
    return created.text().contains("already exists")
        ? new RemedyResult.NotApplicable("the network " + network + " is there")
        : new RemedyResult.Failed(
            EngineSignatures.classify("the network " + network + " could not be created", created));
  }
}
