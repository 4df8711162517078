package io.nuwa.emergency.acceptance.junit;

import static io.nuwa.emergency.acceptance.junit.Outcome.FAILED;
import static io.nuwa.emergency.acceptance.junit.Outcome.PASSED;
import static io.nuwa.emergency.acceptance.junit.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestResultsTest {

  @Test
  void rounds_as_the_founding_figures_do() {
    var cases =
        Stream.concat(
                IntStream.range(0, 41).mapToObj(i -> ended("t" + i, PASSED)),
                Stream.of(tried("flaky", FAILED, PASSED), ended("bad", FAILED)))
            .toArray(TestCase[]::new);
    assertThat(TestResults.of(List.of(file("a.xml", cases))).summary())
        .isEqualTo("43 cases, 42 passed, 1 failed, 1 flaky; first attempt 95.3 %, final 97.7 %");
  }

  @Test
  void says_100_percent_of_nothing_less_than_all() {
    var cases =
        Stream.concat(
                IntStream.range(0, 4999).mapToObj(i -> ended("t" + i, PASSED)),
                Stream.of(ended("bad", FAILED)))
            .toArray(TestCase[]::new);
    assertThat(TestResults.of(List.of(file("a.xml", cases))).summary()).endsWith("final 99.9 %");
  }

  @Test
  void says_of_how_many_cases_a_rate_is_when_some_were_skipped() {
    TestResults results =
        TestResults.of(List.of(file("a.xml", ended("t", PASSED), ended("u", SKIPPED))));
    assertThat(results.summary())
        .isEqualTo(
            "2 cases, 1 passed, 0 failed, 1 skipped; first attempt 100.0 %, final 100.0 % of 1"
                + " executed");
  }

  @Test
  void cases_of_one_name_in_two_reports_are_two_cases() {
    TestResults results =
        TestResults.of(
            List.of(
                file("modA/a.xml", ended("t", FAILED)), file("modB/a.xml", ended("t", PASSED))));
    assertThat(results.cases()).hasSize(2);
    assertThat(results.failed()).isEqualTo(1);
    assertThat(results.flaky()).isZero();
    assertThat(results.passRate()).isEqualTo(50);
    assertThat(results.failing().getFirst().label()).isEqualTo("t [a.xml:7]");
    assertThat(results.remarks())
        .containsExactly("1 name(s) stand more than once: each time it is a case of its own");
  }

  @Test
  void a_name_that_stands_once_is_shown_as_it_is() {
    TestResults results = TestResults.of(List.of(file("a.xml", ended("t", FAILED))));
    assertThat(results.failing().getFirst().label()).isEqualTo("t");
  }

  @Test
  void a_case_that_is_skipped_in_one_leg_and_fails_in_the_other_has_failed() {
    TestResults results =
        TestResults.of(
            List.of(file("a.xml", ended("t", FAILED)), file("b.xml", ended("t", SKIPPED))));
    assertThat(results.failed()).isEqualTo(1);
    assertThat(results.skipped()).isEqualTo(1);
  }

  @Test
  void skipped_cases_are_not_in_the_denominator() {
    TestResults results =
        TestResults.of(
            List.of(file("a.xml", ended("t", PASSED), ended("u", SKIPPED), ended("v", FAILED))));
    assertThat(results.passRate()).isEqualTo(50);
  }

  @Test
  void a_report_without_cases_is_remarked() {
    TestResults results = TestResults.of(List.of(file("a.xml", ended("t", PASSED)), file("b.xml")));
    assertThat(results.details()).contains("note: b.xml: holds no case");
  }

  private static TestCase ended(String name, Outcome outcome) {
    return tried(name, outcome, outcome);
  }

  private static TestCase tried(String name, Outcome first, Outcome last) {
    return new TestCase(name, new Place("a.xml", 7, 1, ""), name, first, last, "");
  }

  private static JUnitFile file(String name, TestCase... cases) {
    return new JUnitFile(
        Path.of(name),
        Optional.empty(),
        Arrays.asList(cases),
        List.of(),
        List.of(),
        List.of(),
        0,
        Optional.empty());
  }
}
