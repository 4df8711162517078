package io.nuwa.emergency.drill.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The JUnit XML that bad suites write. */
public final class Report {
  static final int CASES = 40;
  static final int FAILING = 12;
  private static final String NAME = "TEST-drill.xml";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(ZoneId.systemDefault());

  private Report() {}

  /** Writes the report of a suite of this kind into a folder. */
  public static void write(SuiteKind kind, Path folder, Instant now) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(NAME);
    Instant yesterday = now.minus(Duration.ofDays(1));
    switch (kind) {
      case YESTERDAY -> {
        Files.writeString(file, xml(CASES, 0, yesterday));
        Files.setLastModifiedTime(file, FileTime.from(yesterday));
      }
      case TOUCHED -> Files.writeString(file, xml(CASES, 0, yesterday));
      case SKIPPING -> Files.writeString(file, skipping(now));
      case SAME_NAMES -> {
        Files.writeString(folder.resolve("TEST-first.xml"), xml(CASES, CASES, now));
        Files.writeString(file, xml(CASES, 0, now));
      }
      case CONTRADICTING ->
          Files.writeString(
              file, xml(CASES, 0, now).replace("failures=\"0\"", "failures=\"" + FAILING + "\""));
      case LINKED -> {
        Files.writeString(file, xml(CASES, 0, now));
        Path elsewhere = Files.createDirectories(folder.resolveSibling("elsewhere"));
        Path failing = elsewhere.resolve("TEST-failing.xml");
        Files.writeString(failing, xml(CASES, FAILING, now).replace("case ", "other case "));
        Path link = folder.resolve("TEST-link.xml");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, failing.toAbsolutePath());
      }
      case ZERO -> Files.writeString(file, xml(0, 0, now));
      case TRUNCATED -> {
        String whole = xml(CASES, 0, now);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
      }
      case FAILING, FLAKY -> Files.writeString(file, xml(CASES, FAILING, now));
    }
  }

  /** The first case passes. */
  private static String skipping(Instant now) {
    return xml(CASES, CASES - 1, now)
        .replace("failures=\"" + (CASES - 1) + "\"", "failures=\"0\"")
        .replace("skipped=\"0\"", "skipped=\"" + (CASES - 1) + "\"")
        .replaceAll("<failure .*</failure>", "<skipped message=\"the API does not answer\"/>");
  }

  private static String xml(int cases, int failing, Instant at) {
    var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text.append(
        "<testsuite name=\"drill\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"1.0\" timestamp=\"%s\">%n"
            .formatted(cases, failing, STAMP.format(at)));
    for (int i = 0; i < cases; i++) {
      text.append("  <testcase classname=\"drill\" name=\"case %d\" time=\"0.02\"".formatted(i));
      text.append(
          i < failing
              ? "><failure message=\"the product is wrong here\">expected 1, was"
                  + " 2</failure></testcase>\n"
              : "/>\n");
    }
    return text.append("</testsuite>\n").toString();
  }
}
