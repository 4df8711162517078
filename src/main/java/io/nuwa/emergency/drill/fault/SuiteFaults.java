package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.TEST_FAILURE;
import static io.nuwa.emergency.failure.FailureClass.TEST_FLAKY;

import io.nuwa.emergency.drill.scene.OwnCode;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.suite.Report;
import io.nuwa.emergency.drill.suite.SuiteJar;
import io.nuwa.emergency.drill.suite.SuiteKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Faults of the acceptance suite: it was built anew, is bad, and ran once. */
final class SuiteFaults {
  private static final String REPORTS = "logs/tests";
  private static final String SUITE = "target/text2sql.jar";

  private SuiteFaults() {}

  static Fault yesterday() {
    return hopeless("suite-yesterday", "the suite writes yesterday's report", SuiteKind.YESTERDAY);
  }

  static Fault zero() {
    return hopeless("suite-zero-tests", "the suite runs no test and is content", SuiteKind.ZERO);
  }

  static Fault truncated() {
    return hopeless("suite-truncated", "the suite's report is cut off", SuiteKind.TRUNCATED);
  }

  static Fault failing() {
    return hopeless(
        "product-failing", "the product fails 12 of 40 tests, always", SuiteKind.FAILING);
  }

  static Fault skipping() {
    return hopeless(
        "suite-skips-all", "the suite skips 39 of 40 tests, and passes one", SuiteKind.SKIPPING);
  }

  static Fault sameNames() {
    return hopeless(
        "suite-same-names",
        "the suite runs twice under the same names: all fail in one leg, and pass in the other",
        SuiteKind.SAME_NAMES);
  }

  static Fault contradicting() {
    return hopeless(
        "suite-contradicts-itself",
        "the suite's report says that 12 tests failed, and shows none of them",
        SuiteKind.CONTRADICTING);
  }

  static Fault linked() {
    return hopeless(
        "suite-through-links",
        "the suite's failing report lies elsewhere, with a link to it among the others",
        SuiteKind.LINKED);
  }

  static Fault touched() {
    return hopeless(
        "suite-touched",
        "the suite touches yesterday's report and runs nothing",
        SuiteKind.TOUCHED);
  }

  static Fault flaky() {
    return new Fault(
        "suite-flaky",
        "12 of 40 tests fail once and pass when they are run again",
        Expectation.repaired(TEST_FAILURE, TEST_FLAKY),
        scene -> {
          return Trouble.brought(
              () -> bad(scene, SuiteKind.FLAKY), () -> failures(scene), () -> putBack(scene));
        });
  }

  /** Only somebody who mends the suite or the product can help. */
  private static Fault hopeless(String id, String what, SuiteKind kind) {
    return new Fault(
        id,
        what,
        Expectation.givenUp(List.of("CIOrchestrator"), TEST_FAILURE),
        scene -> {
          return Trouble.brought(
              () -> bad(scene, kind),
              () ->
                  Files.isSymbolicLink(scene.file(SUITE))
                      ? failures(scene)
                      : Optional.of("the suite is a bad one"),
              () -> putBack(scene));
        });
  }

  private static void bad(Scene scene, SuiteKind kind) throws IOException {
    Path suite = scene.file(SUITE);
    Path real = suite.toRealPath();
    Files.move(suite, scene.file(SUITE + ".real"));
    SuiteJar.write(suite, kind, OwnCode.place(), real);
    for (Path report : reports(scene)) {
      Files.delete(report);
    }
    Report.write(kind, scene.file(REPORTS), scene.time().instant());
  }

  private static void putBack(Scene scene) throws IOException {
    for (String more : List.of("TEST-link.xml", "TEST-first.xml")) {
      Files.deleteIfExists(scene.file(REPORTS).resolve(more));
    }
    Path kept = scene.file(SUITE + ".real");
    if (Files.exists(kept)) {
      Files.deleteIfExists(scene.file(SUITE));
      Files.move(kept, scene.file(SUITE));
    }
  }

  /** What the reports say to one who reads them as text. */
  private static Optional<String> failures(Scene scene) throws IOException {
    long failures = 0;
    long cases = 0;
    for (Path report : reports(scene)) {
      String text = Files.readString(report);
      failures += Stream.of("<failure", "<error").mapToLong(tag -> count(text, tag)).sum();
      cases += count(text, "<testcase");
    }
    return cases > 0 && failures <= 1
        ? Optional.empty()
        : Optional.of(failures + " of " + cases + " cases failed");
  }

  private static long count(String text, String tag) {
    return text.split(java.util.regex.Pattern.quote(tag), -1).length - 1L;
  }

  private static List<Path> reports(Scene scene) throws IOException {
    Path folder = scene.file(REPORTS);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".xml")).toList();
    }
  }
}
