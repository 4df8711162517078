package io.nuwa.emergency.drill.ground;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The homes of drills that are over, newest last by name.
 *
 * @param drills the folder that holds them
 */
record OldDrills(Path drills) {
  /** With the one that is about to begin. */
  static final int KEPT = 20;

  /** As drills are named; whatever else lies there is somebody's. */
  private static final Pattern NAME = Pattern.compile("\\d{8}-\\d{6}-\\d{3}");

  /** Removes the oldest, so that with one more there are {@link #KEPT}. Follows no link. */
  void prune() throws IOException {
    if (!Files.isDirectory(drills)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(drills)) {
      all =
          files
              .filter(home -> NAME.matcher(home.getFileName().toString()).matches())
              .filter(home -> Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.comparing(home -> home.getFileName().toString()))
              .toList();
    }
    for (Path home : all.subList(0, Math.max(0, all.size() - KEPT + 1))) {
      remove(home);
    }
  }

  private static void remove(Path home) throws IOException {
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
