package io.nuwa.emergency.drill.suite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Stands in for the acceptance suite: takes the same words, and writes what a bad one would. What
 * it is like is written in the JAR that starts it.
 */
public final class BadSuite {
  static final String SETTINGS = "/bad-suite.properties";
  static final String KIND = "kind";
  static final String SUITE = "suite";

  private BadSuite() {}

  /**
   * Runs.
   *
   * @param args as the acceptance suite takes them
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var settings = new Properties();
    try (InputStream stream = BadSuite.class.getResourceAsStream(SETTINGS)) {
      settings.load(stream);
    }
    SuiteKind kind = SuiteKind.valueOf(settings.getProperty(KIND));
    int code =
        kind == SuiteKind.FLAKY
            ? again(settings.getProperty(SUITE), args)
            : alone(kind, reports(args));
    if (code != 0) {
      // A process of its own that has no shutdown to do.
      Runtime.getRuntime().halt(code);
    }
  }

  private static int alone(SuiteKind kind, Path reports) throws IOException {
    Report.write(kind, reports, Instant.now());
    // All others are content with themselves.
    return kind == SuiteKind.FAILING ? 1 : 0;
  }

  /** It has failed before: this time it is the real suite. */
  private static int again(String suite, String[] args) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-jar");
    words.add(suite);
    words.addAll(List.of(args));
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }

  /** What it says of single cases it writes where the acceptance suite would. */
  private static Path reports(String[] args) {
    List<String> words = List.of(args);
    Path reports = Path.of(words.get(words.indexOf("--reports") + 1));
    return words.contains("--only") ? reports.resolve("alone") : reports;
  }
}
