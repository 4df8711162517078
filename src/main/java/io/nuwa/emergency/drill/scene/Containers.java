package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The containers of a ground as the engine and the kernel show them. */
public record Containers(Ground ground) {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";
  private static final String FORMAT =
      "{{.Id}} {{.State.Pid}} {{.State.Running}} {{.State.Paused}} {{index .Config.Labels \""
          + SERVICE
          + "\"}}";

  /** One that vanishes between the listing and the inspection makes all of the latter fail. */
  private static final int TRIES = 10;

  /**
   * One container.
   *
   * @param pid of its main process on this machine; 0 when it has none
   */
  public record Seen(String id, long pid, boolean running, boolean paused, String service) {}

  /** The container of a service. */
  public Seen of(String service) throws IOException, InterruptedException {
    Seen seen = all().get(service);
    if (seen == null) {
      throw new IOException("service " + service + " has no container");
    }
    return seen;
  }

  /**
   * By service; of two of the same service the one that runs.
   *
   * @throws IOException when the engine does not tell: then nothing is known of any container
   */
  public Map<String, Seen> all() throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      List<String> ids = ids();
      if (ids.isEmpty()) {
        return Map.of();
      }
      var words = new ArrayList<>(List.of("inspect", "--format", FORMAT));
      words.addAll(ids);
      Completion told = engine().run(words);
      if (told.succeeded()) {
        return byService(told.stdout());
      }
      if (tries == TRIES || told.timedOut()) {
        throw new IOException(
            engine().program() + " does not tell of the containers: " + told.text().strip());
      }
    }
  }

  private List<String> ids() throws IOException, InterruptedException {
    return engine()
        .lines("ps", "-aq", "--no-trunc", "--filter", "label=" + PROJECT + "=" + ground.project());
  }

  private static Map<String, Seen> byService(String text) {
    var all = new TreeMap<String, Seen>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String[] told = line.split(" ", -1);
      var seen =
          new Seen(
              told[0],
              Long.parseLong(told[1]),
              Boolean.parseBoolean(told[2]),
              Boolean.parseBoolean(told[3]),
              told[4]);
      all.merge(seen.service(), seen, (one, other) -> other.running() ? other : one);
    }
    return all;
  }

  /** Why the five services do not all live; empty when they do. */
  public Optional<String> harm() throws IOException, InterruptedException {
    Map<String, Seen> all = all();
    for (String service : ShippedStack.SERVICES) {
      Seen seen = all.get(service);
      if (seen == null) {
        return Optional.of(service + " has no container");
      }
      Optional<String> why = lifeless(seen);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> lifeless(Seen seen) {
    if (!seen.running() || seen.pid() == 0) {
      return Optional.of(seen.service() + " does not run");
    }
    if (seen.paused()) {
      return Optional.of(seen.service() + " is paused");
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + seen.pid() + "/stat"));
      // The state stands behind the name, which is in brackets and may hold anything.
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return "TtZXx".indexOf(state) >= 0
          ? Optional.of("process " + seen.pid() + " of " + seen.service() + " is in state " + state)
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.of("process " + seen.pid() + " of " + seen.service() + " is gone");
    }
  }

  private EngineProgram engine() {
    return ground.engine();
  }
}
