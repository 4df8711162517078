package io.nuwa.emergency.acceptance.report;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which files are reports: a file, a folder, or a pattern with {@code *}, {@code **}, {@code ?} and
 * {@code {a,b}}; only names that end with {@code .xml}. Links are not followed.
 *
 * @param folder the deepest folder without a wildcard, absolute
 * @param matchers one of them must fit a path relative to the folder
 */
public record ReportPattern(Path folder, List<PathMatcher> matchers) {
  /** Reports of the suite's run before, kept for comparison and never read. */
  static final String EARLIER = "earlier";

  /** Reports of cases that were run alone, which are no results of the suite. */
  public static final String ALONE = "alone";

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none or leads out of the home folder; the message
   *     says what is wrong
   */
  public static ReportPattern of(Path home, String pattern) {
    var fixed = new ArrayList<String>();
    List<String> parts = List.of(pattern.replaceFirst("^(\\./)+", "").split("/+"));
    while (fixed.size() < parts.size() && !wild(parts.get(fixed.size()))) {
      fixed.add(parts.get(fixed.size()));
    }
    String rest = String.join("/", parts.subList(fixed.size(), parts.size()));
    Path root = home.toAbsolutePath().normalize();
    Path folder = root.resolve(String.join("/", fixed)).normalize();
    if (pattern.isBlank() || !folder.startsWith(root) || parts.contains("..")) {
      throw new IllegalArgumentException("must lie inside of the home folder");
    }
    if (rest.isEmpty() && xml(folder)) {
      rest = folder.getFileName().toString().replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1");
      folder = folder.getParent();
    }
    String glob = rest.isEmpty() ? "**" : rest;
    // For Java "**/x" needs a folder before x, for everybody else it does not.
    return new ReportPattern(
        folder, Stream.of(glob, glob.replace("**/", "")).map(ReportPattern::matcher).toList());
  }

  /** The reports of cases run alone: all XML of the sub-folder {@value #ALONE}. */
  public ReportPattern alone() {
    return new ReportPattern(folder.resolve(ALONE), List.of(matcher("**")));
  }

  /** The reports that are there now, in the order of their names. */
  public List<Path> files() throws IOException {
    return below(folder, true);
  }

  /**
   * Moves the reports that are there into the sub-folder {@value #EARLIER}, in place of those
   * before, so that what is found next was written since.
   *
   * @return how many
   */
  public int setAside() throws IOException {
    List<Path> files = files();
    if (files.isEmpty()) {
      return 0;
    }
    Path root = folder.toRealPath();
    Path earlier = root.resolve(EARLIER);
    for (Path old : below(earlier, false)) {
      Files.delete(old);
    }
    for (Path file : files) {
      Path target = earlier.resolve(root.relativize(file));
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return files.size();
  }

  private List<Path> below(Path start, boolean skipEarlier) throws IOException {
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    Path root = start.toRealPath();
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return skipEarlier
                    && (visited.equals(root.resolve(EARLIER))
                        || visited.equals(root.resolve(ALONE)))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && xml(file) && fits(root.relativize(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private boolean fits(Path relative) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
  }

  private static boolean xml(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".xml");
  }

  private static boolean wild(String part) {
    return part.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }
}
