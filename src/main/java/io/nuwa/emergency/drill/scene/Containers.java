package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.ground.ShippedStack;
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

  /** By service; of two of the same service the one that runs. */
  public Map<String, Seen> all() throws IOException, InterruptedException {
    List<String> ids =
        engine()
            .lines(
                "ps", "-aq", "--no-trunc", "--filter", "label=" + PROJECT + "=" + ground.project());
    var all = new TreeMap<String, Seen>();
    if (!ids.isEmpty()) {
      var words = new ArrayList<>(List.of("inspect", "--format", FORMAT));
      words.addAll(ids);
      for (String line : engine().lines(words.toArray(String[]::new))) {
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
