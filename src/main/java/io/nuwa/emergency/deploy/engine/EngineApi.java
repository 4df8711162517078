package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.deploy.socket.SocketLines;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What an engine says over its socket, where somebody listens there: the same as its program says,
 * without the start of a program. Whatever is not a plain answer is empty here; the program is
 * asked then, and explains.
 */
public final class EngineApi {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOCAL = "unix://";
  private static final String LIBPOD = "/v4.0.0/libpod";
  private static final Path USUAL_DOCKER = Path.of("/var/run/docker.sock");
  private static final int NOT_FOUND = 404;
  private static final int DONE = 204;
  private static final int SO_ALREADY = 304;

  private final Engine engine;
  private final Optional<Path> socket;

  public EngineApi(Engine engine) {
    this.engine = engine;
    this.socket =
        switch (engine.kind()) {
          // Without a host it is the client's own configuration that says where its daemon is.
          case DOCKER ->
              Optional.of(engine.host())
                  .filter(host -> host.startsWith(LOCAL))
                  .map(host -> Path.of(host.substring(LOCAL.length())));
          case PODMAN -> new PodmanService(engine).socket();
        };
  }

  /** Why nobody may speak to it: its socket is a stranger's. */
  Optional<Failure> refusal() {
    return socket.flatMap(
        path -> SocketOwner.refusal(path, !engine.host().isEmpty(), engine.machine().userId()));
  }

  /** Whether it is there and can say what runs. */
  boolean answers() throws InterruptedException {
    return get(path("/containers/json?limit=1")).filter(HttpAnswer::ok).isPresent();
  }

  /** Whether it is Podman, whatever its client is called; empty when it does not answer. */
  Optional<Boolean> isPodman() throws InterruptedException {
    return get("/_ping")
        .filter(HttpAnswer::ok)
        .map(answer -> answer.header("Libpod-Api-Version").isPresent());
  }

  /** The inspections of the containers that carry this label, whatever their state. */
  Optional<JsonNode> containers(String label) throws InterruptedException {
    String filter =
        JSON.createObjectNode().set("label", JSON.createArrayNode().add(label)).toString();
    var listed =
        json(
            path(
                "/containers/json?all=true&filters="
                    + URLEncoder.encode(filter, StandardCharsets.UTF_8)));
    if (listed.isEmpty() || !listed.get().isArray()) {
      return Optional.empty();
    }
    ArrayNode inspected = JSON.createArrayNode();
    for (JsonNode one : listed.get()) {
      var answer = get(path("/containers/" + one.path("Id").asText() + "/json"));
      if (answer.filter(EngineApi::knowsNone).isPresent()) {
        // It vanished in between.
        continue;
      }
      var container = answer.flatMap(EngineApi::content);
      if (container.isEmpty()) {
        return Optional.empty();
      }
      inspected.add(container.get());
    }
    return Optional.of(inspected);
  }

  /** How a container is by now; empty when the engine does not say. */
  Optional<Container> again(Container container) throws InterruptedException {
    return json(path("/containers/" + container.id() + "/json")).map(Container::of);
  }

  /** Whether a volume of this name is there; empty when the engine does not say. */
  Optional<Boolean> hasVolume(String name) throws InterruptedException {
    String path =
        engine.kind() == EngineKind.DOCKER ? "/volumes/" + name : "/volumes/" + name + "/json";
    return get(path(path))
        .flatMap(
            answer ->
                answer.ok()
                    ? Optional.of(true)
                    : Optional.of(false).filter(_ -> knowsNone(answer)));
  }

  /** The labels of a network; empty when the engine does not say. */
  Optional<JsonNode> networkLabels(String name) throws InterruptedException {
    String path =
        engine.kind() == EngineKind.DOCKER ? "/networks/" + name : "/networks/" + name + "/json";
    return json(path(path))
        .map(network -> network.has("labels") ? network.path("labels") : network.path("Labels"));
  }

  /** What became of something that was asked for. */
  enum Deed {
    DONE,
    /** As the engine has it, it is so already. */
    SO_ALREADY,
    /** It may have begun all the same. */
    NOT_SAID
  }

  /**
   * Does something to a container.
   *
   * @param word such as {@code start}
   * @return what became of it; when that is not said, the program says why, and as what is asked
   *     for may have begun, only what may be done twice is asked for here
   */
  Deed act(String word, Container container, Duration patience) throws InterruptedException {
    if (socket.isEmpty()) {
      return Deed.NOT_SAID;
    }
    String path = path("/containers/" + container.id() + "/" + word);
    try {
      return switch (engine.machine().post(socket.get(), path, patience).status()) {
        case DONE -> Deed.DONE;
        case SO_ALREADY -> Deed.SO_ALREADY;
        default -> Deed.NOT_SAID;
      };
    } catch (IOException e) {
      return Deed.NOT_SAID;
    }
  }

  /**
   * Listens to the engine's events until it ends them or the thread is interrupted.
   *
   * @param line is told each, as JSON
   * @return false when there is nothing to listen to
   * @throws IOException when the engine cannot be listened to at this moment
   */
  public boolean events(Time time, Consumer<String> line) throws IOException, InterruptedException {
    Optional<Path> where =
        socket.or(() -> Optional.of(USUAL_DOCKER).filter(_ -> engine.kind() == EngineKind.DOCKER));
    if (where.isEmpty()) {
      return false;
    }
    if (engine.kind() == EngineKind.PODMAN && new PodmanService(engine).ensure(time).isPresent()) {
      return false;
    }
    if (!Files.exists(where.get())) {
      return false;
    }
    new SocketLines(where.get()).listen(path("/events?stream=true"), line);
    return true;
  }

  /**
   * What these names of images stand for; a name that stands for nothing is left out.
   *
   * @param remembered is not asked for again while it is still true
   */
  Optional<Map<String, String>> imageIds(Collection<String> names, ImageNames remembered)
      throws InterruptedException {
    return remembered.of(engine, names, this::images);
  }

  /** What an engine says of them, and where it has written that down. */
  Optional<ImageNames.Answer> images(Collection<String> names) throws InterruptedException {
    var ids = new TreeMap<String, String>();
    var registers = new HashSet<Optional<Path>>();
    for (String name : names) {
      // Anything else would have to be escaped in a URL, and is no name of an image.
      var answer =
          name.matches("[\\w./:@-]+") ? get(path("/images/" + name + "/json")) : noAnswer();
      if (answer.filter(EngineApi::knowsNone).isPresent()) {
        // Podman answers so whatever it stumbles over: it must say that it is this.
        if (!ProgramImages.saysNoSuch(answer.get().body())) {
          return Optional.empty();
        }
        continue;
      }
      var image = answer.flatMap(EngineApi::content);
      if (image.isEmpty()) {
        return Optional.empty();
      }
      ids.put(name, Container.plainId(image.get().path("Id").asText()));
      registers.add(ImageNames.register(image.get()));
    }
    // Several: there are storages beside the engine's own, and names in each.
    return Optional.of(
        new ImageNames.Answer(
            ids, registers.size() == 1 ? registers.iterator().next() : Optional.empty()));
  }

  private String path(String path) {
    return switch (engine.kind()) {
      case DOCKER -> path;
      case PODMAN -> LIBPOD + path;
    };
  }

  private Optional<JsonNode> json(String path) throws InterruptedException {
    return get(path).flatMap(EngineApi::content);
  }

  private Optional<HttpAnswer> get(String path) throws InterruptedException {
    if (socket.isEmpty()) {
      return noAnswer();
    }
    try {
      return Optional.of(engine.machine().get(socket.get(), path, PATIENCE));
    } catch (IOException e) {
      return noAnswer();
    }
  }

  private static Optional<JsonNode> content(HttpAnswer answer) {
    return answer.ok() ? read(answer.body()) : Optional.empty();
  }

  /**
   * That there is none such, in the engine's own words: a path that it lacks is answered plainly.
   */
  private static boolean knowsNone(HttpAnswer answer) {
    return answer.status() == NOT_FOUND
        && read(answer.body()).filter(json -> json.has("message")).isPresent();
  }

  private static Optional<JsonNode> read(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpAnswer> noAnswer() {
    return Optional.empty();
  }
}
