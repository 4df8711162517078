package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.ComposeProvider;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Optional;

/** Whether an engine answers, and a provider of compose with it. */
record EngineCheckup(Machine machine) implements Checkup {
  @Override
  public String name() {
    return "container engine";
  }

  @Override
  public List<Finding> look(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(machine).verify(input.values())) {
      case Detection.NotFound none -> List.of(missing(none.failure()));
      case Detection.Found found ->
          List.of(Finding.good(found.engine() + " answers"), compose(found.engine()));
    };
  }

  private static Finding missing(Failure failure) {
    String mend =
        failure.kind() == FailureClass.PERMISSION
            ? "join the group of the socket, or let the remedy 'rootless' use an engine of your own"
            : failure.kind() == FailureClass.TIMEOUT
                ? "look again when the machine has less to do, or restart the engine"
                : "./scripts/setup.sh installs Podman where no engine answers";
    return Finding.bad(failure.summary(), mend);
  }

  private static Finding compose(Engine engine) throws InterruptedException {
    ComposeProvider.Found found = ComposeProvider.detect(engine);
    Optional<ComposeProvider> provider = found.works();
    if (provider.isEmpty()) {
      return found.slow().isEmpty()
          ? Finding.bad(
              "no program that understands compose files works with " + engine,
              "./scripts/setup.sh installs docker-compose 2")
          : Finding.unknown(
              found.slow().getFirst().command() + " did not say its version in time",
              "look again when the machine has less to do");
    }
    return provider.get() == ComposeProvider.PODMAN_SCRIPT
        ? Finding.doubtful(
            "only podman-compose was found: it starts one service after the other, and ends with"
                + " 0 whatever happened",
            "./scripts/setup.sh installs docker-compose 2")
        : Finding.good("compose files are brought up by " + provider.get().command());
  }
}
