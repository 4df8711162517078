package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.deploy.socket.SocketExchange;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.time.Time;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This machine, with programs started in the home folder. */
public final class LocalMachine implements Machine {
  private static final int FIRST_FREE_TO_ALL = 1024;

  private final Path home;
  private final Processes processes = new Processes();

  public LocalMachine(Path home) {
    this.home = home.toAbsolutePath().normalize();
  }

  @Override
  public Completion run(List<String> words, Map<String, String> environment, Duration timeout)
      throws InterruptedException {
    return processes.run(new Invocation(words, environment, home, timeout));
  }

  @Override
  public HttpAnswer get(Path socket, String path, Duration patience)
      throws IOException, InterruptedException {
    return new SocketExchange(socket, patience).get(path);
  }

  @Override
  public HttpAnswer post(Path socket, String path, Duration patience)
      throws IOException, InterruptedException {
    return new SocketExchange(socket, patience).post(path);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  @Override
  public boolean has(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isHeld(int port) {
    if (port < FIRST_FREE_TO_ALL && userId() != 0) {
      return false;
    }
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (BindException held) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean runs(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  /** Engines write down the start of a container after they have begun its process. */
  private static final Duration BEGAN_BEFORE = Duration.ofMinutes(1);

  private static final Duration BEGAN_AFTER = Duration.ofSeconds(2);
  private static final Duration DYING = Duration.ofSeconds(5);

  @Override
  public boolean end(long pid, Instant startedAt) throws InterruptedException {
    Optional<ProcessHandle> process =
        ProcessHandle.of(pid)
            .filter(
                one ->
                    one.info()
                        .startInstant()
                        .filter(at -> at.isAfter(startedAt.minus(BEGAN_BEFORE)))
                        .filter(at -> at.isBefore(startedAt.plus(BEGAN_AFTER)))
                        .isPresent());
    if (process.isEmpty()) {
      return true;
    }
    process.get().destroyForcibly();
    try {
      process.get().onExit().get(DYING.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public boolean somebodyEndsContainers(Instant now) {
    return new EngineClients(Path.of("/proc")).anyEnds(now);
  }

  @Override
  public Optional<String> saturation() throws InterruptedException {
    return new Saturation(Path.of("/proc"), Runtime.getRuntime().availableProcessors())
        .seen(Time.system());
  }

  @Override
  public long userId() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // No /proc, so no Linux: an ordinary user is what containers run as there.
      return 1000;
    }
  }
}
