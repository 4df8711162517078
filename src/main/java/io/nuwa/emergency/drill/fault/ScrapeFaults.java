package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.SERIES_GAP;
import static io.nuwa.emergency.failure.FailureClass.TARGET_DOWN;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;

import io.nuwa.emergency.drill.ground.ShippedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Faults of what observes the stack. */
final class ScrapeFaults {
  private static final String TARGETS = "stack/prometheus/targets/mcp-exporter.json";

  private ScrapeFaults() {}

  static Fault silent() {
    return new Fault(
        "exporter-silent",
        "the exporter is paused: it holds its port and says nothing",
        Expectation.repaired(NOT_READY, TIMEOUT, TARGET_DOWN),
        scene -> {
          scene.engine().ask("pause", ContainerFaults.id(scene, ShippedStack.EXPORTER));
          return ContainerFaults.wholeStack();
        });
  }

  static Fault missing() {
    return new Fault(
        "scrape-job-missing",
        "the file that names the exporter to Prometheus is deleted",
        Expectation.repaired(TARGET_DOWN, SERIES_GAP),
        scene -> {
          Files.delete(scene.file(TARGETS));
          return Trouble.of(
              () ->
                  java.util.Optional.of(scene.file(TARGETS))
                      .filter(Files::notExists)
                      .map(file -> file + " is gone"),
              Trouble.NOTHING);
        });
  }

  static Fault wrong() {
    return new Fault(
        "scrape-target-wrong",
        "the file names a port at which nobody listens",
        Expectation.repaired(TARGET_DOWN, SERIES_GAP),
        scene -> {
          Path file = scene.file(TARGETS);
          String right = Files.readString(file);
          // Renamed into place: Prometheus never sees half a file.
          Path fresh = scene.file(TARGETS + ".new");
          Files.writeString(fresh, right.replaceAll("mcp-exporter:\\d+", "mcp-exporter:1"));
          Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
          return Trouble.of(
              () ->
                  Files.readString(file).contains("mcp-exporter:1\"")
                      ? java.util.Optional.of(file + " names port 1")
                      : java.util.Optional.empty(),
              Trouble.NOTHING);
        });
  }

  static Fault restarted() {
    return new Fault(
        "prometheus-restarted",
        "Prometheus is restarted and comes back by itself",
        new Expectation.Passes(),
        scene -> {
          scene
              .engine()
              .ask("restart", "-t", "5", ContainerFaults.id(scene, ShippedStack.PROMETHEUS));
          return ContainerFaults.wholeStack();
        });
  }
}
