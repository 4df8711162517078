package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an engine has of a drill's project. Only what bears the label of a drill of this very home
 * folder is ever removed.
 *
 * @param engine who is asked
 * @param project the compose project of drills of this plan
 * @param drills the folder that holds the drills' homes
 */
record Leftovers(EngineProgram engine, String project, Path drills) {
  /** Its value is the home folder of the drill. */
  static final String LABEL = "io.nuwa.emergency.drill";

  private static final String PROJECT = "com.docker.compose.project";

  /**
   * Looks whether somebody else has a project of this name.
   *
   * @throws RefusedException when a container, network or volume of it is not from a drill here
   * @throws IOException when the engine does not say who made one
   */
  void refuseStrangers() throws IOException, InterruptedException {
    var strangers = new ArrayList<String>();
    for (String kind : List.of("container", "network", "volume")) {
      for (String id : all(kind)) {
        Optional<String> maker = maker(kind, id);
        if (maker.isPresent() && !isOurs(maker.get())) {
          String whose = maker.get().isEmpty() ? "" : " (of the drill " + maker.get() + ")";
          strangers.add(kind + " " + id + whose);
        }
      }
    }
    if (!strangers.isEmpty()) {
      throw new RefusedException(
          "the compose project "
              + project
              + " exists and no drill of this home folder made it: "
              + String.join(", ", strangers)
              + ". Remove it if it is yours ("
              + engine.program()
              + " rm -f, network rm, volume rm), or give the plan's stack another project name");
    }
  }

  /** Removes what drills of this home folder left, such as one that was killed. */
  int remove() throws IOException, InterruptedException {
    int removed = 0;
    for (String kind : List.of("container", "network", "volume")) {
      for (String id : all(kind)) {
        if (maker(kind, id).filter(this::isOurs).isPresent()) {
          remove(kind, id);
          removed++;
        }
      }
    }
    unmount();
    return removed;
  }

  private void remove(String kind, String id) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    if (kind.equals("container")) {
      words.addAll(List.of("rm", "-f", "-v"));
      if (engine.isPodman()) {
        words.addAll(List.of("-t", "0"));
      }
    } else {
      words.addAll(List.of(kind, "rm"));
    }
    words.add(id);
    Completion completion = engine.run(words);
    // A fault may have taken it away in the meantime.
    if (!completion.succeeded() && all(kind).contains(id)) {
      throw new IOException(
          kind + " " + id + " of the drill could not be removed: " + completion.text().strip());
    }
  }

  /** A killed drill may have left the small disk that it filled. */
  private void unmount() throws IOException, InterruptedException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] columns = line.split(" ", -1);
      if (columns.length > 1 && columns[1].startsWith(drills + "/")) {
        SmallDisk.unmount(Path.of(columns[1]));
      }
    }
  }

  private boolean isOurs(String maker) {
    return maker.startsWith(drills + "/");
  }

  private List<String> all(String kind) throws IOException, InterruptedException {
    String filter = "label=" + PROJECT + "=" + project;
    return switch (kind) {
      case "container" -> engine.lines("ps", "-aq", "--no-trunc", "--filter", filter);
      case "network" -> engine.lines("network", "ls", "--filter", filter, "--format", "{{.Name}}");
      default -> engine.lines("volume", "ls", "--filter", filter, "--format", "{{.Name}}");
    };
  }

  /**
   * The home folder of the drill that made it, or nothing when no drill did; empty when it is gone.
   *
   * @throws IOException when it is still there and the engine does not say
   */
  private Optional<String> maker(String kind, String id) throws IOException, InterruptedException {
    String labels = kind.equals("container") ? ".Config.Labels" : ".Labels";
    Completion answer =
        engine.run(
            List.of(kind, "inspect", "--format", "{{index " + labels + " \"" + LABEL + "\"}}", id));
    if (answer.succeeded()) {
      String maker = answer.stdout().strip();
      return Optional.of(maker.equals("<no value>") ? "" : maker);
    }
    if (all(kind).contains(id)) {
      throw new IOException(
          "%s does not say who made %s %s: %s"
              .formatted(engine.program(), kind, id, answer.text().strip()));
    }
    return Optional.empty();
  }
}
