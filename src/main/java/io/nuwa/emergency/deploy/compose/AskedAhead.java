package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.PodmanService;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.deploy.socket.Relay;
import io.nuwa.emergency.deploy.socket.SocketThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Asks Podman what compose v2 will ask at its start, {@code /info} and {@code /version}, while it
 * is not even started: Podman asks the package manager for each, compose one after the other, and
 * half of an {@code up} was waiting for that. The answers are this engine's own, a moment old.
 */
final class AskedAhead implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ExecutorService threads;
  private final Relay relay;

  private AskedAhead(ExecutorService threads, Relay relay) {
    this.threads = threads;
    this.relay = relay;
  }

  /** Begins to ask; empty where it would not help, or cannot be done. */
  static Optional<AskedAhead> begin(Engine engine, ComposeProvider provider)
      throws InterruptedException {
    var service = new PodmanService(engine);
    if (engine.kind() != EngineKind.PODMAN || !provider.takesHost() || service.socket().isEmpty()) {
      return Optional.empty();
    }
    Path socket = service.socket().get();
    Optional<String> version;
    try {
      version = engine.machine().get(socket, "/_ping", PATIENCE).header("Api-Version");
    } catch (IOException e) {
      return Optional.empty();
    }
    return version.isPresent() ? begin(engine, socket, "/v" + version.get()) : Optional.empty();
  }

  private static Optional<AskedAhead> begin(Engine engine, Path socket, String prefix) {
    ExecutorService threads = SocketThreads.each();
    var answers = new TreeMap<String, Future<HttpAnswer>>();
    for (String question : List.of(prefix + "/version", prefix + "/info")) {
      answers.put(question, threads.submit(() -> engine.machine().get(socket, question, PATIENCE)));
    }
    try {
      return Optional.of(new AskedAhead(threads, Relay.open(socket, answers)));
    } catch (IOException e) {
      // Compose asks by itself then.
      threads.shutdownNow();
      return Optional.empty();
    }
  }

  /** The URL under which a compose provider finds the engine, and what was asked. */
  String url() {
    return "unix://" + relay.socket();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      relay.close();
    } catch (IOException e) {
      // An empty folder stays in the one for temporary files: nothing that a run depends on.
    }
  }
}
