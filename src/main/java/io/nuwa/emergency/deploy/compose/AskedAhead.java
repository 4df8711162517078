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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Knows what compose v2 will ask Podman at its start, {@code /info} and {@code /version}: Podman
 * asks the package manager for each, and half of an {@code up} was waiting for that. The first is
 * asked while there is still something else to do. Of the second compose wants nothing but the
 * version of the API, which Podman says in each answer to a ping, in a millisecond. The words are
 * this engine's own, a moment old.
 *
 * @param socket where the engine listens
 * @param version of its API
 * @param info what it says, or is about to say
 * @param since when it was asked, on the clock of {@link System#nanoTime}
 */
record AskedAhead(Path socket, String version, Future<HttpAnswer> info, long since) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Predicate<String> VERSION =
      Pattern.compile("\\d+(\\.\\d+)*").asMatchPredicate();

  /** Begins to ask; empty where it would not help, or cannot be done. */
  static Optional<AskedAhead> begin(Engine engine) throws InterruptedException {
    var service = new PodmanService(engine);
    if (engine.kind() != EngineKind.PODMAN || service.socket().isEmpty()) {
      return Optional.empty();
    }
    Path socket = service.socket().get();
    try {
      return engine
          .machine()
          .get(socket, "/_ping", PATIENCE)
          .header("Api-Version")
          .filter(VERSION)
          .map(version -> begin(engine, socket, version));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static AskedAhead begin(Engine engine, Path socket, String version) {
    ExecutorService threads = SocketThreads.each();
    Future<HttpAnswer> info =
        threads.submit(() -> engine.machine().get(socket, "/v" + version + "/info", PATIENCE));
    threads.shutdown();
    return new AskedAhead(socket, version, info, System.nanoTime());
  }

  /** Whether it was asked of this engine, and is no old news. */
  boolean isOf(Engine engine) {
    return new PodmanService(engine).socket().equals(Optional.of(socket))
        && System.nanoTime() - since < PATIENCE.toNanos();
  }

  /**
   * A socket in front of the engine's that hands the answers on.
   *
   * @throws IOException when none can be made
   */
  Relay relay() throws IOException {
    String prefix = "/v" + version;
    return Relay.open(
        socket,
        Map.of(
            prefix + "/info",
            info,
            prefix + "/version",
            CompletableFuture.completedFuture(
                HttpAnswer.ok("{\"ApiVersion\": \"" + version + "\"}"))));
  }
}
