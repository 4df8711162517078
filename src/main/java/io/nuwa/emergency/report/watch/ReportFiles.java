package io.nuwa.emergency.report.watch;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.report.page.Links;
import io.nuwa.emergency.report.page.ReportJson;
import io.nuwa.emergency.report.page.ReportMarkdown;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.RunStory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a report of each deep check in {@code logs/reports}: {@code report-<UTC time>.json} and
 * {@code .md}. The same check writes the same files again. The newest {@value #KEPT} are kept; only
 * files of these names are ever removed.
 */
public final class ReportFiles {
  /** How many reports are kept. */
  public static final int KEPT = 200;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern OURS = Pattern.compile("report-(\\d{8}T\\d{6}Z)\\.(?:json|md)");

  private final Wording wording;
  private final ZoneId zone;
  private final Notices notices;

  /**
   * Prepares.
   *
   * @param wording of the Markdown
   * @param zone whose wall clock it shows
   * @param notice is told once why reports cannot be written, and once that they can be again
   */
  public ReportFiles(Wording wording, ZoneId zone, Consumer<String> notice) {
    this.wording = wording;
    this.zone = zone;
    this.notices = new Notices(notice, "reports are written again");
  }

  /** Writes the report of the check at {@link ReportCase#takenAt}; survives any fault. */
  public void write(ReportCase one) {
    Path folder = one.home().resolve("logs").resolve("reports");
    try {
      String name = "report-" + STAMP.format(one.takenAt());
      RunStory story = RunStory.of(one);
      Path markdown = folder.resolve(name + ".md");
      AtomicFile.write(folder.resolve(name + ".json"), ReportJson.render(story) + "\n");
      AtomicFile.write(
          markdown, ReportMarkdown.render(story, wording, zone, Links.from(markdown, one.home())));
      thin(folder);
      notices.well();
    } catch (IOException | RuntimeException e) {
      notices.fault(
          "the report of this check could not be written to "
              + folder
              + ": "
              + e
              + "; 'emergency report' writes one by hand");
    }
  }

  private static void thin(Path folder) throws IOException {
    var stamps = new TreeSet<String>(Comparator.reverseOrder());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher matcher = OURS.matcher(file.getFileName().toString());
        if (matcher.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          stamps.add(matcher.group(1));
        }
      }
    }
    for (String stamp : stamps.stream().skip(KEPT).toList()) {
      Files.deleteIfExists(folder.resolve("report-" + stamp + ".json"));
      Files.deleteIfExists(folder.resolve("report-" + stamp + ".md"));
    }
  }
}
