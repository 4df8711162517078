package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.time.Time;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Podman's API: compose v2 speaks it, and it runs health checks quicker than the command line. */
public final class PodmanService {
  private static final String SCHEME = "unix://";
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final Duration START = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Engine engine;

  public PodmanService(Engine engine) {
    this.engine = engine;
  }

  /** Where its socket is; empty when the engine is reached over a network. */
  public Optional<Path> socket() {
    if (engine.host().isEmpty()) {
      return Optional.of(engine.runtimeFolder().resolve("podman/podman.sock"));
    }
    return engine.host().startsWith(SCHEME)
        ? Optional.of(Path.of(engine.host().substring(SCHEME.length())))
        : Optional.empty();
  }

  /** Why nobody may speak to it: its socket is a stranger's. */
  Optional<Failure> refusal() {
    return socket()
        .flatMap(
            path -> SocketOwner.refusal(path, !engine.host().isEmpty(), engine.machine().userId()));
  }

  /** The URL under which a compose provider finds it. */
  public String url() {
    return socket().map(path -> SCHEME + path).orElse(engine.host());
  }

  /** Whether somebody listens on the socket, as far as that can be seen. */
  public boolean listens() {
    try {
      Optional<Path> socket = socket();
      return socket.isPresent() && refusal().isEmpty() && accepts(socket.get());
    } catch (IOException unseen) {
      return false;
    }
  }

  /**
   * Starts the service where nobody listens. It ends by itself after ten idle minutes.
   *
   * @return why it does not listen; empty when it does
   */
  public Optional<Failure> ensure(Time time) throws InterruptedException {
    Optional<Path> socket = socket();
    Optional<Failure> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      return socket.isEmpty() || accepts(socket.get())
          ? Optional.empty()
          : startAt(socket.get(), time);
    } catch (ClosedByInterruptException e) {
      // Not somebody's absence: a live socket must not be taken away for it.
      throw new InterruptedException("stopped while " + url() + " was looked at");
    } catch (IOException e) {
      return Optional.of(failure(String.valueOf(e.getMessage())));
    }
  }

  private Optional<Failure> startAt(Path socket, Time time)
      throws IOException, InterruptedException {
    createPrivately(socket.getParent());
    // What a service that was killed left behind: the next one could not bind it.
    Files.deleteIfExists(socket);
    start();
    Instant deadline = time.instant().plus(START);
    while (!accepts(socket)) {
      if (!time.instant().isBefore(deadline)) {
        return Optional.of(
            Failure.of(
                FailureClass.TIMEOUT,
                "Podman's API was started at "
                    + url()
                    + " and does not listen there after "
                    + START.toSeconds()
                    + " s: it is slow, or cannot start",
                ""));
      }
      time.pause(POLL);
    }
    return Optional.empty();
  }

  private void start() throws IOException {
    var words = new ArrayList<String>();
    // In a session of its own, so that Ctrl-C on our terminal does not end it under a container.
    if (engine.machine().has("setsid")) {
      words.add("setsid");
    }
    words.addAll(List.of("podman", "system", "service", "--time=" + IDLE.toSeconds(), url()));
    // It outlives us: in a folder that somebody deletes, Podman could start no container any more.
    var builder = new ProcessBuilder(words).directory(new File("/"));
    // The service is the engine itself: told of a host it would look for another one.
    Map<String, String> environment = builder.environment();
    engine
        .environment()
        .forEach(
            (name, value) -> {
              if (value.isEmpty() || name.equals("CONTAINER_HOST")) {
                environment.remove(name);
              } else {
                environment.put(name, value);
              }
            });
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.start();
  }

  private static void createPrivately(Path folder) throws IOException {
    for (Path part : List.of(folder.getParent(), folder)) {
      if (!Files.isDirectory(part)) {
        Files.createDirectory(
            part,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " may not be written by this user");
    }
  }

  private Failure failure(String why) {
    return Failure.of(
        FailureClass.ENGINE_MISSING,
        "Podman's API does not answer at "
            + url()
            + "; try: podman system service --time=60 "
            + url(),
        why);
  }

  /**
   * Whether somebody accepts connections there.
   *
   * @throws IOException when that cannot be seen
   */
  private static boolean accepts(Path socket) throws IOException {
    if (Files.notExists(socket)) {
      return false;
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (ConnectException nobody) {
      return false;
    }
  }
}
