package io.nuwa.emergency.acceptance.junit;

import static io.nuwa.emergency.acceptance.junit.Outcome.FAILED;
import static io.nuwa.emergency.acceptance.junit.Outcome.PASSED;
import static io.nuwa.emergency.acceptance.junit.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestResultsTest {
  private static final Instant NOON = Instant.parse("2025-06-16T12:00:00Z");

  @Test
  void rounds_as_the_founding_figures_do() {
    var cases =
        Stream.concat(
                IntStream.range(0, 41).mapToObj(i -> attempt("t" + i, PASSED)),
                Stream.of(
                    new TestCase("flaky", FAILED, PASSED, ""),
                    new TestCase("bad", FAILED, FAILED, "")))
            .toArray(TestCase[]::new);
    assertThat(TestResults.of(List.of(file("a.xml", 0, cases))).summary())
        .isEqualTo("43 cases, 42 passed, 1 failed, 1 flaky; first attempt 95.3 %, final 97.7 %");
  }

  @Test
  void says_100_percent_of_nothing_less_than_all() {
    var cases =
        Stream.concat(
                IntStream.range(0, 4999).mapToObj(i -> attempt("t" + i, PASSED)),
                Stream.of(attempt("bad", FAILED)))
            .toArray(TestCase[]::new);
    assertThat(TestResults.of(List.of(file("a.xml", 0, cases))).summary()).endsWith("final 99.9 %");
  }

  @Test
  void a_case_in_a_later_report_is_a_rerun_whatever_the_files_are_called() {
    JUnitFile first = file("z-first.xml", 0, attempt("t", FAILED), attempt("u", PASSED));
    JUnitFile rerun = file("a-rerun.xml", 60, attempt("t", PASSED));
    TestResults results = TestResults.of(List.of(rerun, first));
    assertThat(results.cases()).hasSize(2);
    assertThat(results.flaky()).isEqualTo(1);
    assertThat(results.passRate()).isEqualTo(100);
    assertThat(results.firstAttemptPassRate()).isEqualTo(50);
    assertThat(results.remarks())
        .containsExactly("1 results repeat a case: counted as further attempts at it");
  }

  @Test
  void a_case_that_passed_and_fails_later_has_failed() {
    TestResults results =
        TestResults.of(
            List.of(
                file("a.xml", 0, attempt("t", PASSED)), file("b.xml", 9, attempt("t", FAILED))));
    assertThat(results.failed()).isEqualTo(1);
    assertThat(results.passed()).isZero();
    assertThat(results.flaky()).isZero();
  }

  @Test
  void a_rerun_that_skips_a_case_proves_nothing() {
    TestResults results =
        TestResults.of(
            List.of(
                file("a.xml", 0, attempt("t", FAILED)), file("b.xml", 9, attempt("t", SKIPPED))));
    assertThat(results.failed()).isEqualTo(1);
    assertThat(results.skipped()).isZero();
  }

  @Test
  void a_case_that_is_skipped_at_first_and_runs_later_has_run() {
    TestResults results =
        TestResults.of(
            List.of(
                file("a.xml", 0, attempt("t", SKIPPED)), file("b.xml", 9, attempt("t", PASSED))));
    assertThat(results.passed()).isEqualTo(1);
    assertThat(results.firstAttemptPassRate()).isEqualTo(100);
  }

  @Test
  void skipped_cases_are_not_in_the_denominator() {
    TestResults results =
        TestResults.of(
            List.of(
                file(
                    "a.xml",
                    0,
                    attempt("t", PASSED),
                    attempt("u", SKIPPED),
                    attempt("v", FAILED))));
    assertThat(results.passRate()).isEqualTo(50);
  }

  @Test
  void a_report_without_cases_is_remarked() {
    TestResults results =
        TestResults.of(List.of(file("a.xml", 0, attempt("t", PASSED)), file("b.xml", 1)));
    assertThat(results.details()).contains("note: b.xml: holds no case");
  }

  private static TestCase attempt(String name, Outcome outcome) {
    return new TestCase(name, outcome, outcome, "");
  }

  private static JUnitFile file(String name, int secondsLater, TestCase... cases) {
    return new JUnitFile(
        Path.of(name),
        NOON.plusSeconds(secondsLater),
        Optional.empty(),
        Arrays.asList(cases),
        false,
        List.of(),
        0,
        Optional.empty());
  }
}
