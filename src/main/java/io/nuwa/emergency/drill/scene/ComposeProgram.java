package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compose, spoken directly, as somebody does who changes a service by hand. */
public final class ComposeProgram {
  private static final String ALTERED = "stack/compose.altered.yaml";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Processes PROCESSES = new Processes();
  private static final List<List<String>> PROVIDERS =
      List.of(List.of("docker-compose"), List.of("docker", "compose"), List.of("podman-compose"));

  private final Scene scene;
  private final Ground ground;

  ComposeProgram(Scene scene) {
    this.scene = scene;
    this.ground = scene.ground();
  }

  /**
   * Starts a service from a compose file that says something else of it than the plan's.
   *
   * @param change is given what the file says of the service
   */
  public void up(String service, Consumer<Map<String, Object>> change)
      throws IOException, InterruptedException {
    Map<String, Object> file = JsonText.read(Files.readString(planned()));
    Map<String, Object> services = mapping(file, "services");
    change.accept(mapping(services, service));
    // Beside the plan's file: paths in it are relative to its folder.
    Path altered = scene.file(ALTERED);
    Files.writeString(altered, JsonText.pretty(file) + "\n");
    up(altered, service);
  }

  /** Starts a service as the plan's compose file says. */
  public void up(String service) throws IOException, InterruptedException {
    up(planned(), service);
    Files.deleteIfExists(scene.file(ALTERED));
  }

  private void up(Path file, String service) throws IOException, InterruptedException {
    Completion completion =
        run(
            List.of(
                "-p",
                ground.project(),
                "-f",
                file.toString(),
                "up",
                "-d",
                "--no-deps",
                "-t",
                "5",
                service));
    if (!completion.succeeded()) {
      throw new IOException("compose up " + service + ": " + completion.text().strip());
    }
  }

  private Path planned() {
    return scene.file(stack().composeFile());
  }

  private Stack stack() {
    return ground.plan().stack().orElseThrow();
  }

  private Completion run(List<String> arguments) throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    for (List<String> provider : PROVIDERS) {
      if (invoke(provider, List.of("version"), environment).succeeded()) {
        return invoke(provider, arguments, environment);
      }
    }
    throw new IOException("no compose program answers: " + PROVIDERS);
  }

  private Completion invoke(
      List<String> provider, List<String> arguments, Map<String, String> environment)
      throws InterruptedException {
    var words = new ArrayList<>(provider);
    words.addAll(arguments);
    return PROCESSES.run(new Invocation(words, environment, ground.home(), PATIENCE));
  }

  /** What the compose file needs: ports where they are now, and the password. */
  private Map<String, String> environment() throws IOException, InterruptedException {
    var facts = new TreeMap<>(scene.facts());
    ground.plan().ports().keySet().forEach(name -> facts.put(Values.PORT + name, port(name)));
    var values = new Values(facts, Map.of("POSTGRES_PASSWORD", ground.password()));
    var environment = new HashMap<>(ground.engine().environment());
    stack().environment().forEach((name, text) -> environment.put(name, values.resolve(text)));
    environment.put("POSTGRES_PASSWORD", ground.password());
    String host = values.fact("engine.host").filter(known -> !known.isEmpty()).orElse(socket());
    if (!host.isEmpty()) {
      environment.put("DOCKER_HOST", host);
    }
    return environment;
  }

  /** Where Podman's service listens, which compose looks for at Docker's place. */
  private String socket() throws IOException, InterruptedException {
    if (!ground.engine().isPodman()) {
      return "";
    }
    String path = ground.engine().ask("info", "--format", "{{.Host.RemoteSocket.Path}}");
    return path.startsWith("unix:") ? path : "unix://" + path;
  }

  private String port(String name) {
    return Integer.toString(scene.port(name));
  }

  /** The mapping under a key, in its place and ready to be changed. */
  public static Map<String, Object> mapping(Map<String, Object> holder, String key) {
    var inner = new LinkedHashMap<String, Object>();
    if (holder.get(key) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> inner.put(String.valueOf(name), value));
    }
    holder.put(key, inner);
    return inner;
  }
}
