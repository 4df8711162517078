package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.process.Completion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container engine that is to be used.
 *
 * @param kind whose command line is spoken
 * @param host the socket's URL; empty for the engine's own default
 * @param machine where its program runs
 */
public record Engine(EngineKind kind, String host, Machine machine) {
  /** The fact that names the kind. */
  public static final String FACT = "engine";

  /** The fact that holds the socket's URL. */
  public static final String HOST_FACT = "engine.host";

  private static final String RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

  private static final String LOCAL = "unix://";

  /** Whether it is on this machine, so that its processes and ports are those that we see. */
  public boolean isLocal() {
    return host.isEmpty() || host.startsWith(LOCAL);
  }

  /** What the journal keeps of it. */
  public Map<String, String> facts() {
    return Map.of(FACT, kind.program(), HOST_FACT, host);
  }

  /** Runs its program with these arguments. */
  public Completion run(Duration timeout, List<String> arguments) throws InterruptedException {
    var words = new ArrayList<String>();
    words.add(kind.program());
    words.addAll(arguments);
    return machine.run(words, environment(), timeout);
  }

  /** The environment in which its program reaches this engine and no other. */
  public Map<String, String> environment() {
    return switch (kind) {
      case DOCKER -> Map.of("DOCKER_HOST", host);
      case PODMAN -> {
        var environment = new TreeMap<String, String>();
        environment.put("CONTAINER_HOST", host);
        environment.put("CONTAINER_CONNECTION", "");
        environment.put("DOCKER_HOST", "");
        if (machine.userId() != 0) {
          environment.put(RUNTIME_FOLDER, runtimeFolder().toString());
        }
        yield environment;
      }
    };
  }

  /**
   * The folder in which this user's Podman keeps sockets and locks: the one that Podman itself
   * chooses, so that containers started by hand or by scripts are the same ones.
   */
  public Path runtimeFolder() {
    if (machine.userId() == 0) {
      return Path.of("/run");
    }
    var given = machine.variable(RUNTIME_FOLDER);
    if (given.isPresent()) {
      return Path.of(given.get());
    }
    Path session = Path.of("/run/user/" + machine.userId());
    return Files.isWritable(session) ? session : Path.of("/tmp/podman-run-" + machine.userId());
  }

  /** For people, such as {@code podman at unix:///run/podman/podman.sock}. */
  @Override
  public String toString() {
    return host.isEmpty() ? kind.program() : kind.program() + " at " + host;
  }
}
