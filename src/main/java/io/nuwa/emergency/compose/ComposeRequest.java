package io.nuwa.emergency.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which files to read, and with what around them.
 *
 * @param home what paths in messages are relative to
 * @param files those that are named, at least one
 * @param variables what wins over environment files; empty for a name that is not set
 * @param environmentFiles beside {@code .env}; a later one wins over an earlier one
 */
public record ComposeRequest(
    Path home,
    List<Path> files,
    Function<String, Optional<String>> variables,
    List<Path> environmentFiles) {
  /** What a user's shell happens to hold of these must not win over files: {@code .env} may. */
  public static final List<String> OF_A_SHELL =
      List.of("COMPOSE_FILE", "COMPOSE_PROFILES", "COMPOSE_PROJECT_NAME");

  public ComposeRequest {
    files = List.copyOf(files);
    environmentFiles = List.copyOf(environmentFiles);
  }

  /** The folder that relative paths start from, and in which {@code .env} stands. */
  Path folder() {
    return ComposeFiles.folder(files.getFirst());
  }

  /** {@code .env} beside the files, where there is one, and then the given ones. */
  public List<Path> allEnvironmentFiles() {
    var all = new ArrayList<Path>();
    ComposeFiles.dotEnv(folder()).ifPresent(all::add);
    environmentFiles.stream()
        .map(file -> file.toAbsolutePath().normalize())
        .filter(file -> !all.contains(file))
        .forEach(all::add);
    return all;
  }

  /** The files that compose takes: the named ones, and an override that stands beside. */
  public List<Path> allFiles() {
    return ComposeFiles.withOverride(files);
  }

  /** How a message names a file. */
  String display(Path file) {
    Path from = home.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    return to.startsWith(from) ? from.relativize(to).toString() : to.toString();
  }
}
