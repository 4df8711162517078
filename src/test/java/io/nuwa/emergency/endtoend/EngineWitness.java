package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the container engine itself, so that no assertion rests on what the product says. */
final class EngineWitness {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Half a minute. */
  private static final int FIRST_CHECK = 150;

  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";

  private final List<String> prefix;
  private final Map<String, String> environment;
  private final boolean docker;
  private final Path scratch;

  private EngineWitness(
      List<String> prefix, Map<String, String> environment, boolean docker, Path scratch) {
    this.prefix = List.copyOf(prefix);
    this.environment = Map.copyOf(environment);
    this.docker = docker;
    this.scratch = scratch;
  }

  /** A container as the engine describes it. */
  record Seen(String id, String name, boolean running) {}

  /**
   * The engine that the product would find by itself.
   *
   * @param scratch a folder for output
   */
  static EngineWitness ofThisMachine(Path scratch) throws InterruptedException {
    Map<String, String> plain = Map.of("CONTAINER_HOST", "", "DOCKER_HOST", "");
    if (!"podman".equals(System.getenv("EMERGENCY_ENGINE"))) {
      var asIs = new EngineWitness(List.of("docker"), Map.of(), true, scratch);
      if (Shell.has("docker")) {
        Program.Ended version = asIs.run("version");
        if (version.code() == 0 && !version.out().contains("Podman")) {
          return asIs;
        }
      }
    }
    return new EngineWitness(List.of("podman"), plain, false, scratch);
  }

  /** Podman of another user. */
  static EngineWitness podmanBy(List<String> prefix, Path scratch) {
    var words = new ArrayList<>(prefix);
    words.add("podman");
    return new EngineWitness(words, Map.of(), false, scratch);
  }

  boolean isPodman() {
    return !docker;
  }

  /** How a child reaches the same engine: Podman needs no address, Docker may. */
  Map<String, String> childEnvironment() {
    return environment;
  }

  Program.Ended run(String... arguments) throws InterruptedException {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of(arguments));
    // From a folder that every user may enter.
    return Program.start(words, environment, Path.of("/"), scratch).ended(PATIENCE);
  }

  /** Runs it; anything but success fails the test. */
  String ask(String... arguments) throws InterruptedException {
    Program.Ended ended = run(arguments);
    assertThat(ended.code()).as(ended.story()).isZero();
    return ended.out().strip();
  }

  /** The containers of a project, by service. */
  Map<String, Seen> services(String project) throws InterruptedException {
    var seen = new TreeMap<String, Seen>();
    for (String id : ids(project)) {
      String[] told =
          ask(
                  "inspect",
                  "--format",
                  "{{.Id}} {{.Name}} {{.State.Running}} {{index .Config.Labels \""
                      + SERVICE
                      + "\"}}",
                  id)
              .split(" ", -1);
      seen.put(told[3], new Seen(told[0], told[1], Boolean.parseBoolean(told[2])));
    }
    return seen;
  }

  List<String> ids(String project) throws InterruptedException {
    return ask("ps", "-aq", "--no-trunc", "--filter", "label=" + PROJECT + "=" + project)
        .lines()
        .toList();
  }

  /**
   * Whether the container's own health check passes when it is executed now. Docker executes it by
   * itself, the first time some seconds after the start.
   */
  boolean healthy(Seen container) throws InterruptedException {
    if (!docker) {
      return run("healthcheck", "run", container.id()).code() == 0;
    }
    String status = health(container);
    for (int looks = 0; looks < FIRST_CHECK && status.equals("starting"); looks++) {
      Time.system().pause(Duration.ofMillis(200));
      status = health(container);
    }
    return status.equals("healthy");
  }

  private String health(Seen container) throws InterruptedException {
    return ask("inspect", "--format", "{{.State.Health.Status}}", container.id());
  }

  /** Removes all that a project has: containers, networks, volumes. */
  void removeProject(String project) throws InterruptedException {
    String filter = "label=" + PROJECT + "=" + project;
    for (String id : run("ps", "-aq", "--filter", filter).out().lines().toList()) {
      run("rm", "-f", "-v", id);
    }
    for (String kind : List.of("network", "volume")) {
      for (String name : run(kind, "ls", "-q").out().lines().toList()) {
        if (name.startsWith(project + "_")) {
          run(kind, "rm", "-f", name);
        }
      }
    }
  }
}
