package io.nuwa.emergency.deploy.witness;

import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Images;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The engine, what it says of itself, where it keeps its data, and which images are there. */
record EngineWitness(Deployment deployment) implements Witness {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST = 64 * 1024;
  private static final double GIB = 1024.0 * 1024 * 1024;

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none ->
          List.of(
              new Evidence(
                  "engine.txt",
                  "not seen: " + none.failure().summary() + "\n\n" + none.failure().evidence()));
      case Detection.Found found ->
          List.of(
              Evidence.head("engine.txt", info(found.engine()), MOST),
              Evidence.head("images.txt", images(found.engine(), input), MOST));
    };
  }

  private static String info(Engine engine) throws InterruptedException {
    Completion info = engine.run(PATIENCE, List.of("info"));
    String first =
        info.succeeded()
            ? engine + " answers" + storage(engine)
            : engine + " does not answer 'info' (exit code " + info.exitCode() + ")";
    return first + "\n\n" + info.text();
  }

  /** How much room is left where its images and volumes lie. */
  private static String storage(Engine engine) throws InterruptedException {
    String format =
        switch (engine.kind()) {
          case DOCKER -> "{{.DockerRootDir}}";
          case PODMAN -> "{{.Store.GraphRoot}}";
        };
    Completion root = engine.run(PATIENCE, List.of("info", "--format", format));
    String folder = root.stdout().strip();
    if (!root.succeeded() || !folder.startsWith("/")) {
      return "; where it keeps its data, it does not say";
    }
    try {
      var store = Files.getFileStore(Path.of(folder));
      return "; %.1f of %.1f GiB are free in its storage %s"
          .formatted(store.getUsableSpace() / GIB, store.getTotalSpace() / GIB, folder);
    } catch (IOException e) {
      return "; its storage " + folder + " cannot be looked at";
    }
  }

  private String images(Engine engine, StepInput input) throws InterruptedException {
    Completion list = engine.run(PATIENCE, List.of("image", "ls"));
    return missing(engine, input) + "\n\n" + list.text();
  }

  private String missing(Engine engine, StepInput input) throws InterruptedException {
    try {
      return switch (deployment.readComposeFile(input.values())) {
        case ComposeReading.Read read -> missing(engine, read.file().images(List.of()));
        case ComposeReading.Unreadable bad ->
            notLookedFor(bad.failure().summary() + "\n" + bad.failure().evidence());
      };
    } catch (MissingValueException unknown) {
      return notLookedFor(String.valueOf(unknown.getMessage()));
    }
  }

  private static String notLookedFor(String why) {
    return "images were not looked for: " + why;
  }

  private static String missing(Engine engine, List<String> images) throws InterruptedException {
    return switch (new Containers(engine).images(images)) {
      case Images.Unknown unasked ->
          "which images are on this machine is not known: " + unasked.failure().summary();
      case Images.Known here -> {
        List<String> missing = here.missing(images);
        yield missing.isEmpty()
            ? "all images that the compose file names are on this machine"
            : "images that are not on this machine: " + String.join(", ", missing);
      }
    };
  }
}
