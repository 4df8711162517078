package io.nuwa.emergency.acceptance.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A link to a folder, below the folder of a pattern. Links of that kind are everyday things, such
 * as packages of a workspace; one matters only when a report stands behind it that is not read by
 * its own name.
 *
 * @param root the real folder of the pattern
 */
record LinkedFolder(ReportPattern pattern, Path root, Path link) {
  /** A link to half a machine is not walked to its end: it may hide anything. */
  private static final int MOST_ENTRIES = 50_000;

  /** Whether it hides a report; in doubt it does. */
  boolean hidesReports() {
    var visitor = new Search();
    try {
      visitor.target = link.toRealPath();
      Files.walkFileTree(visitor.target, visitor);
      return visitor.found;
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** Looks for the first one. */
  private final class Search extends SimpleFileVisitor<Path> {
    private Path target;
    private boolean found;
    private int entries;

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return pattern.reaches(root, linked(folder))
          ? FileVisitResult.CONTINUE
          : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path linked = linked(file);
      boolean folder = attributes.isSymbolicLink() && Files.isDirectory(file);
      boolean read = file.startsWith(root) && pattern.isReport(root, file);
      found =
          ++entries > MOST_ENTRIES
              || (folder && pattern.reaches(root, linked))
              || (pattern.isReport(root, linked) && !read);
      return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private Path linked(Path path) {
      return link.resolve(target.relativize(path).toString());
    }
  }
}
