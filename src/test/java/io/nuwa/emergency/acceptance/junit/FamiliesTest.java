package io.nuwa.emergency.acceptance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small report for each way in which a report can be misread, counted by hand. */
class FamiliesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // Two elements are two cases, whatever they are called.
    "two-browsers, 4, 3, 1, 0, 0",
    "rows-of-one-name, 4, 2, 2, 0, 0",
    "one-class-for-all, 4, 3, 1, 0, 0",
    // Only a producer's own word is evidence of a rerun.
    "reruns, 3, 1, 2, 0, 1",
    "attempts-in-the-totals, 2, 1, 1, 0, 1",
    // What it says of itself is not better than what it holds.
    "announces-fewer, 2, 1, 1, 0, 0",
    "outcome-words, 16, 4, 10, 2, 0",
    "elements-in-other-letters, 6, 1, 4, 1, 0",
    "lists-of-failures, 4, 1, 3, 0, 0",
    "nested-cases, 5, 3, 2, 0, 0",
    "trouble-outside-of-cases, 3, 1, 2, 0, 0",
    "namespaced, 2, 1, 1, 0, 0",
    "skipped-and-not-listed, 102, 1, 0, 101, 0",
    "pytest-counts-parts, 1, 1, 0, 0, 0",
  })
  void counts(String report, int cases, int passed, int failed, int skipped, int flaky) {
    JUnitFile file = read(report);
    assertThat(file.contradictions()).isEmpty();
    assertThat(file.shortages()).isEmpty();
    TestResults results = TestResults.of(List.of(file));
    assertThat(results.cases()).hasSize(cases);
    assertThat(results.passed()).isEqualTo(passed);
    assertThat(results.failed()).isEqualTo(failed);
    assertThat(results.skipped()).isEqualTo(skipped);
    assertThat(results.flaky()).isEqualTo(flaky);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "announces-failures | a suite says errors=\"1\" failures=\"3\" and holds no failure",
        "suite-that-did-not-load | suite 'src/cart.test.js' says errors=\"1\" and holds no failure",
        "suite-that-was-aborted | suite 'nightly' says status=\"aborted\" and holds no failure",
        "suite-that-timed-out | suite 'nightly' says timeouts=\"2\" and holds no failure",
        "totals-that-are-no-numbers | suite 'nightly' says failures=\"some\", which is no number",
        "skipped-written-as-passed | suite 's' says skipped=\"2\" and holds 0 skipped: others read"
            + " as if they had run",
      })
  void is_not_believed(String report, String why) {
    assertThat(read(report).contradictions()).containsExactly(why);
  }

  @Test
  void says_when_it_holds_fewer_cases_than_it_says() {
    assertThat(read("holds-fewer-than-it-says").shortages())
        .containsExactly("suite 's' says tests=\"40\" and holds 2");
  }

  @Test
  void a_word_that_nobody_knows_is_named() {
    assertThat(TestResults.of(List.of(read("outcome-words"))).failing())
        .extracting(TestCase::readable)
        .contains(
            "c › 7: the report says status=\"what is this\"",
            "c › 9: the report says success=\"false\"");
  }

  @Test
  void cases_of_one_name_are_told_apart_by_their_place() {
    assertThat(TestResults.of(List.of(read("two-browsers"))).failing())
        .extracting(TestCase::label)
        .containsExactly("cart.spec.ts › adds an item [chromium, families/two-browsers.xml:3]");
  }

  @Test
  void a_test_suite_of_another_format_is_no_junit() {
    assertThat(ElementKind.of("test-suite")).isEqualTo(ElementKind.OTHER);
    assertThat(ElementKind.of("test-case")).isEqualTo(ElementKind.OTHER);
  }

  private static JUnitFile read(String report) {
    JUnitFile file =
        new JUnitReader().read(Path.of("src/test/resources/junit/families/" + report + ".xml"));
    assertThat(file.problem()).isEmpty();
    return file;
  }
}
