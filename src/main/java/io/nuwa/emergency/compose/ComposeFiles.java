package io.nuwa.emergency.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where compose looks for its files, and in which order. */
public final class ComposeFiles {
  /** The names that compose looks for, the first one that is there wins. */
  public static final List<String> USUAL =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  private ComposeFiles() {}

  /**
   * Adds the override that stands beside, where compose would take it without being asked: beside
   * the one file that it would find by itself.
   */
  public static List<Path> withOverride(List<Path> named) {
    if (named.size() != 1
        || !named.equals(usual(folder(named.getFirst()), named).stream().toList())) {
      return named;
    }
    var files = new ArrayList<>(named);
    OVERRIDES.stream()
        .map(folder(named.getFirst())::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .ifPresent(files::add);
    return files;
  }

  /** The given one, if compose would find it by itself in this folder. */
  private static Optional<Path> usual(Path folder, List<Path> named) {
    return USUAL.stream()
        .filter(name -> Files.isRegularFile(folder.resolve(name)))
        .findFirst()
        .filter(name -> named.getFirst().endsWith(name))
        .map(name -> named.getFirst());
  }

  static Path folder(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  static Optional<Path> dotEnv(Path folder) {
    return Optional.of(folder.resolve(".env")).filter(Files::isRegularFile);
  }
}
