package io.nuwa.emergency.drill.daemon;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.scene.OwnProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code emergency monitor --daemon} on a ground, as a process. */
public final class Daemon implements AutoCloseable {
  /** Between two whole looks; six hours for a user. */
  public static final Duration INTERVAL = Duration.ofSeconds(60);

  private static final Duration ORDERLY = Duration.ofSeconds(10);

  /** Names the process, so that the next drill can end one whose own drill was killed. */
  private static final String NAME = "daemon.pid";

  private final Process process;
  private final Path name;

  private Daemon(Process process, Path name) {
    this.process = process;
    this.name = name;
  }

  /**
   * Starts one.
   *
   * @param program this program
   */
  public static Daemon start(Ground ground, OwnProgram program) throws IOException {
    List<String> words =
        program.command(
            ground, List.of("monitor", "--daemon", "--interval", Durations.write(INTERVAL)));
    Path said = ground.home().resolve("logs").resolve("daemon.out");
    Files.createDirectories(said.getParent());
    var builder =
        new ProcessBuilder(words)
            .directory(ground.home().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
    builder.environment().clear();
    builder.environment().putAll(program.environment(ground));
    Process process = builder.start();
    process.getOutputStream().close();
    var daemon = new Daemon(process, ground.home().resolve(NAME));
    try {
      Files.writeString(daemon.name, process.pid() + " " + started(process.toHandle()));
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    return daemon;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** How it ended; empty while it lives. */
  public Optional<Integer> ended() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Ends it in good order, or else by force, with what it started. */
  @Override
  public void close() throws IOException {
    end(process.toHandle());
    Files.deleteIfExists(name);
  }

  /**
   * Ends those whose drill was killed.
   *
   * @param drills the home folders of drills
   */
  public static void endOrphans(Path drills) throws IOException {
    try (Stream<Path> homes = Files.list(drills)) {
      for (Path home : homes.toList()) {
        Path name = home.resolve(NAME);
        if (Files.isRegularFile(name)) {
          named(Files.readString(name)).ifPresent(Daemon::end);
          Files.delete(name);
        }
      }
    }
  }

  /** The very process that was named, and no other that has its number now. */
  private static Optional<ProcessHandle> named(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length == 2
          ? ProcessHandle.of(Long.parseLong(words[0]))
              .filter(handle -> started(handle).equals(words[1]))
          : Optional.empty();
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  private static String started(ProcessHandle handle) {
    return handle.info().startInstant().map(Object::toString).orElse("unknown");
  }

  private static void end(ProcessHandle handle) {
    List<ProcessHandle> children = handle.descendants().toList();
    handle.destroy();
    if (!isGone(handle)) {
      handle.destroyForcibly();
      isGone(handle);
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for it, also when the drill itself is being stopped. */
  private static boolean isGone(ProcessHandle handle) {
    boolean interrupted = Thread.interrupted();
    try {
      handle.onExit().get(ORDERLY.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      return !handle.isAlive();
    } catch (InterruptedException e) {
      interrupted = true;
      return !handle.isAlive();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
