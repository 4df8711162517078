package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs the health checks of containers. Podman leaves it to timers of systemd. */
record HealthTimersCheckup(Machine machine) implements Checkup {
  private static final Path SYSTEMD = Path.of("/run/systemd/system");

  @Override
  public String name() {
    return "health timers";
  }

  @Override
  public List<Finding> look(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(machine).current(input.values())) {
      case Detection.NotFound none ->
          List.of(Finding.unknown("no engine answers", "see container engine"));
      case Detection.Found found ->
          List.of(
              found.engine().kind() == EngineKind.DOCKER || Files.isDirectory(SYSTEMD)
                  ? Finding.good("the engine runs health checks by itself")
                  : Finding.good(
                      "no systemd runs here, so Podman runs no health check by itself: emergency"
                          + " runs them; 'compose up --wait' would hang"));
    };
  }
}
