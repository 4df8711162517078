package io.nuwa.emergency.acceptance.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where reports of one suite lie that are not its results: out of the way of its own folders,
 * whatever those are called.
 *
 * @param folder of this suite
 */
public record SuiteStore(Path folder) {
  private static final String ALL = "promptx/memory/suites";

  /** The store of a suite. */
  public static SuiteStore of(Path home, Suite suite) {
    return new SuiteStore(all(home.toAbsolutePath().normalize()).resolve(suite.key()));
  }

  /** The stores of all suites. */
  static Path all(Path root) {
    return root.resolve(ALL);
  }

  /** Reports of single cases that were run alone. */
  Path alone() {
    return folder.resolve("alone");
  }

  /** The suite's own reports while single cases run. */
  private Path kept() {
    return folder.resolve("kept");
  }

  /** The same while they are on their way: those in their own folder are the suite's, too. */
  private Path moving() {
    return folder.resolve("moving");
  }

  /**
   * Sets aside what an earlier run of the suite left, in place of what was set aside before.
   *
   * @return how many reports
   */
  public int setAside(ReportPattern reports) throws IOException {
    for (Path old : List.of(kept(), moving(), alone())) {
      delete(old);
    }
    if (reports.list().isEmpty()) {
      return 0;
    }
    delete(folder.resolve("earlier"));
    return reports.move(folder.resolve("earlier"));
  }

  /** Takes the suite's reports out of the way of a run of single cases. */
  public void keep(ReportPattern reports) throws IOException {
    giveBack(reports);
    delete(alone());
    reports.withAlone().move(moving());
    if (Files.isDirectory(moving())) {
      Files.move(moving(), kept(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Puts the suite's reports back to where they were, and what a run of single cases left there in
   * the store. After a kill it goes on where that cut it off.
   */
  public void giveBack(ReportPattern reports) throws IOException {
    if (Files.isDirectory(kept())) {
      reports.withAlone().move(alone());
      Files.move(kept(), moving(), StandardCopyOption.ATOMIC_MOVE);
    }
    if (!Files.isDirectory(moving())) {
      return;
    }
    try (Stream<Path> all = Files.walk(moving())) {
      for (Path file :
          all.filter(one -> !Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)).toList()) {
        move(file, reports.folder().resolve(moving().relativize(file).toString()));
      }
    }
    delete(moving());
  }

  /** Whether a run of single cases left a report. */
  public boolean ranAlone() throws IOException {
    return !ReportPattern.allOf(alone()).list().reports().isEmpty();
  }

  static void move(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
