package io.nuwa.emergency.acceptance.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files are reports: a file, a folder, or a pattern; only names that end with {@code .xml}.
 * Links below the folder are not followed. What fits and cannot be read as a report is named, so
 * that it is never left out in silence.
 *
 * @param folder the deepest folder without a wildcard, absolute, by its real name as far as it is
 *     there, so that two spellings of one folder are the same
 * @param glob what a path relative to the folder must fit
 * @param store where reports are set aside, which holds none
 */
public record ReportPattern(Path folder, Glob glob, Path store) {
  /** Suites may write the reports of single cases to this sub-folder. */
  private static final String ALONE = "alone";

  /** Far beyond what a suite reports; reading more would hold up everything else. */
  private static final long LONGEST = 512L * 1024 * 1024;

  private static final Pattern OTHER_NAME = Pattern.compile(".*\\.(\\w+)$");

  /**
   * What is there now.
   *
   * @param reports to read, in the order of their names
   * @param unread what fits the pattern and is no report that can be read, each with what it is
   * @param doubles links in place of reports that lead to reports which are read anyway
   */
  public record Listing(List<Path> reports, List<Unread> unread, List<Path> doubles) {
    public Listing {
      reports = List.copyOf(reports);
      unread = List.copyOf(unread);
      doubles = List.copyOf(doubles);
    }

    /** Whether nothing at all fits. */
    boolean isEmpty() {
      return reports.isEmpty() && unread.isEmpty() && doubles.isEmpty();
    }
  }

  /** Something that fits the pattern and is no file. */
  public record Unread(Path path, String what) {}

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is none or leads out of the home folder; the message
   *     says what is wrong
   */
  public static ReportPattern of(Path home, String pattern) {
    Path root = home.toAbsolutePath().normalize();
    var parts = new ArrayList<String>();
    // A folder that is spelt from the root on must be the home folder or lie in it.
    String spelt = pattern.startsWith("/") ? within(root, pattern) : pattern;
    for (String part : spelt.split("/+", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    if (pattern.isBlank() || parts.contains("..")) {
      throw new IllegalArgumentException("must lie inside of the home folder");
    }
    int fixed = 0;
    while (fixed < parts.size() && !wild(parts.get(fixed))) {
      fixed++;
    }
    boolean file = fixed == parts.size() && fixed > 0 && xml(parts.getLast());
    int folders = file ? fixed - 1 : fixed;
    Path folder = root.resolve(String.join("/", parts.subList(0, folders)));
    String rest = String.join("/", parts.subList(folders, parts.size()));
    if (!file && !rest.isEmpty()) {
      rejectOtherNames(parts.getLast());
    }
    Glob glob = file ? Glob.literal(rest) : Glob.of(rest.isEmpty() ? "**" : rest);
    return new ReportPattern(real(folder), glob, real(SuiteStore.all(root)));
  }

  /** Whether some path may fit both this pattern and the other one. */
  public boolean meets(ReportPattern other) {
    return glob.below(folder.toString()).meets(other.glob.below(other.folder.toString()));
  }

  /** Whether a path fits. */
  boolean fits(Path path) {
    return path.startsWith(folder) && fits(folder, path);
  }

  /** The same and what a run of single cases may write beside: the sub-folder {@value #ALONE}. */
  ReportPattern withAlone() {
    return new ReportPattern(folder, glob.or(Glob.of(ALONE + "/**")), store);
  }

  /** All reports below a folder of the store. */
  static ReportPattern allOf(Path folder) {
    return new ReportPattern(folder, Glob.of("**"), folder.resolve("none"));
  }

  /** What fits now. */
  public Listing list() throws IOException {
    var reports = new ArrayList<Path>();
    var unread = new ArrayList<Unread>();
    var doubles = new ArrayList<Path>();
    if (Files.isRegularFile(folder)) {
      unread.add(new Unread(folder, "a file whose name does not end with .xml"));
    }
    if (!Files.isDirectory(folder)) {
      return new Listing(reports, unread, doubles);
    }
    Path root = folder.toRealPath();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            if (visited.equals(root)) {
              return FileVisitResult.CONTINUE;
            }
            if (xml(visited.toString()) && fits(root, visited)) {
              unread.add(new Unread(visited, "a folder"));
            }
            return visited.equals(store) || !glob.reaches(relative(root, visited))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean fits = xml(file.toString()) && fits(root, file);
            if (attributes.isSymbolicLink() && hides(root, file)) {
              unread.add(new Unread(file, "a link"));
            } else if (attributes.isSymbolicLink()) {
              doubles.addAll(fits ? List.of(file) : List.of());
            } else if (fits && attributes.isRegularFile() && attributes.size() > LONGEST) {
              unread.add(new Unread(file, "longer than the 512 MiB that are read of a report"));
            } else if (fits && attributes.isRegularFile()) {
              reports.add(file);
            } else if (fits) {
              unread.add(new Unread(file, "no regular file"));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    reports.sort(null);
    return new Listing(reports, unread, doubles);
  }

  /**
   * Moves the reports that are there, and links in place of reports, so that what is found next was
   * written since.
   *
   * @param target the folder that takes them, under the same names
   * @return how many
   */
  int move(Path target) throws IOException {
    Listing there = list();
    var moving = new ArrayList<>(there.reports());
    moving.addAll(there.doubles());
    for (Unread one : there.unread()) {
      if (xml(one.path().toString()) && !Files.isDirectory(one.path(), LinkOption.NOFOLLOW_LINKS)) {
        moving.add(one.path());
      }
    }
    Path root = moving.isEmpty() ? folder : folder.toRealPath();
    for (Path file : moving) {
      SuiteStore.move(file, target.resolve(root.relativize(file).toString()));
    }
    return moving.size();
  }

  /** Whether a link leads to something that fits and is not read by its own name. */
  private boolean hides(Path root, Path link) {
    if (Files.isDirectory(link)) {
      return glob.reaches(relative(root, link))
          && new LinkedFolder(this, root, link).hidesReports();
    }
    return xml(link.toString()) && fits(root, link) && !isRead(root, link);
  }

  /** Whether what a link leads to is a report by its own name. */
  private boolean isRead(Path root, Path link) {
    try {
      Path target = link.toRealPath();
      return target.startsWith(root) && Files.isRegularFile(target) && isReport(root, target);
    } catch (IOException leadsNowhere) {
      return false;
    }
  }

  /** Whether a file would be read by this name. */
  boolean isReport(Path root, Path file) {
    return xml(file.toString()) && !file.startsWith(store) && fits(root, file);
  }

  boolean reaches(Path root, Path folder) {
    return glob.reaches(relative(root, folder));
  }

  private boolean fits(Path root, Path file) {
    return glob.fits(relative(root, file));
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString();
  }

  /** The real name of a path, of which the last parts need not be there yet. */
  private static Path real(Path path) {
    for (Path there = path; there != null; there = there.getParent()) {
      try {
        return there.toRealPath().resolve(there.relativize(path)).normalize();
      } catch (IOException absent) {
        // The folder above may be there.
      }
    }
    return path;
  }

  private static String within(Path root, String pattern) {
    String start = root + "/";
    if (!pattern.startsWith(start)) {
      throw new IllegalArgumentException("must lie inside of the home folder");
    }
    return pattern.substring(start.length());
  }

  /** A pattern of other names would find no report at all, and nobody would know why. */
  private static void rejectOtherNames(String last) {
    Matcher name = OTHER_NAME.matcher(last);
    if (name.matches() && !name.group(1).equalsIgnoreCase("xml")) {
      throw new IllegalArgumentException("must fit names that end with .xml");
    }
  }

  private static boolean xml(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".xml");
  }

  private static boolean wild(String part) {
    return part.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }
}
