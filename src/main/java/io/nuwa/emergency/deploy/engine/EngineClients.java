package io.nuwa.emergency.deploy.engine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The programs on this machine that are ending or removing containers at this moment, as {@code
 * /proc} lists them.
 */
final class EngineClients {
  /** As the kernel calls them; it keeps fifteen characters. */
  private static final Set<String> PROGRAMS =
      Set.of("podman", "podman-remote", "podman-compose", "docker", "docker-compose");

  /** What a client is told when a container may end by it. */
  private static final Set<String> ENDING =
      Set.of(
          "rm",
          "stop",
          "restart",
          "kill",
          "down",
          "up",
          "prune",
          "reset",
          "rmi",
          "kube",
          "play",
          "--replace",
          "--force");

  /** One that goes on for longer than a container is given to end shows what others do. */
  private static final Duration AT_WORK = Duration.ofMinutes(1);

  private final Path proc;

  EngineClients(Path proc) {
    this.proc = proc;
  }

  /** Whether there is any. */
  boolean anyEnds(Instant now) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (isClient(process) && ends(process) && isNew(process, now)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException noProc) {
      // Then there is nobody to be seen.
    }
    return false;
  }

  private static boolean isClient(Path process) {
    return text(process.resolve("comm"))
        .filter(name -> PROGRAMS.contains(name.strip()))
        .isPresent();
  }

  private static boolean ends(Path process) {
    return text(process.resolve("cmdline"))
        .filter(words -> List.of(words.split("\0", -1)).stream().anyMatch(ENDING::contains))
        .isPresent();
  }

  private static boolean isNew(Path process, Instant now) {
    return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
        .flatMap(handle -> handle.info().startInstant())
        .filter(began -> began.isBefore(now.minus(AT_WORK)))
        .isEmpty();
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }
}
