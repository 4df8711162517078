package io.nuwa.emergency.acceptance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sample of each producer, counted by hand. */
class ProducersTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "surefire, 6, 3, 2, 1, 2",
    "pytest, 7, 2, 3, 2, 0",
    "jest, 4, 2, 1, 1, 0",
    "gotestsum, 4, 2, 2, 0, 0",
    "go-junit-report, 3, 1, 1, 1, 0",
    "gtest, 4, 1, 1, 2, 0",
    "ctest, 6, 1, 3, 2, 0",
    "catch2, 3, 1, 2, 0, 0",
    "phpunit, 5, 2, 2, 1, 0",
    "junit-platform, 3, 2, 1, 0, 0",
    "suite-errors, 3, 1, 2, 0, 0",
  })
  void counts_the_cases_of(
      String producer, int cases, int passed, int failed, int skipped, int flaky) {
    TestResults results = TestResults.of(List.of(sample(producer)));
    assertThat(results.cases()).hasSize(cases);
    assertThat(results.passed()).isEqualTo(passed);
    assertThat(results.failed()).isEqualTo(failed);
    assertThat(results.skipped()).isEqualTo(skipped);
    assertThat(results.flaky()).isEqualTo(flaky);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "surefire, fails_each_time, expected: <3> but was: <2>",
    "surefire, breaks, '\"order\" is null'",
    "pytest, tests.test_broken, collection failure",
    "jest, shows 100%, toBe(expected)",
    "gotestsum, TestWrong/年, Failed",
    "go-junit-report, TestTwo, Failed",
    "gtest, RefusesDrop, Expected equality",
    "ctest, crashes, SEGFAULT",
    "ctest, was_never_built, Unable to find executable",
    "catch2, throws, no such table",
    "phpunit, data set #1, matches expected 4",
    "junit-platform, 删除用户表, expected refusal",
    "suite-errors, does not load, cannot open shared object file",
    "suite-errors, fails before any case, no database",
  })
  void names_failing_cases_and_their_messages_of(String producer, String name, String message) {
    assertThat(TestResults.of(List.of(sample(producer))).failing())
        .anySatisfy(
            testCase -> {
              assertThat(testCase.name()).contains(name);
              assertThat(testCase.message()).contains(message);
            });
  }

  @Test
  void tells_the_first_attempt_from_the_last() {
    TestResults surefire = TestResults.of(List.of(sample("surefire")));
    // Of 5 that ran, one passed at once and three in the end.
    assertThat(surefire.firstAttemptPassRate()).isEqualTo(20.0);
    assertThat(surefire.passRate()).isEqualTo(60.0);
    assertThat(surefire.summary())
        .isEqualTo(
            "6 cases, 3 passed, 2 failed, 1 skipped, 2 flaky; first attempt 20.0 %, final 60.0 %"
                + " of 5 executed");
  }

  @Test
  void says_when_a_count_differs_from_the_cases() {
    assertThat(sample("catch2").remarks())
        .containsExactly("suite 'sql-tests' says tests=\"9\" and holds 3");
    assertThat(sample("phpunit").remarks()).isEmpty();
    assertThat(sample("surefire").remarks()).isEmpty();
  }

  @Test
  void adds_up_times_with_commas() {
    assertThat(sample("surefire").seconds()).isCloseTo(1200.563, within(1e-6));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "pytest, 2025-06-16T12:00:01.123456Z",
    "go-junit-report, 2025-06-16T12:00:03Z",
    // No zone: in the last of all zones it is noon twelve hours later.
    "gtest, 2025-06-17T00:00:04.005Z",
  })
  void knows_when_the_suite_began_of(String producer, Instant started) {
    assertThat(sample(producer).suiteStarted()).contains(started);
  }

  private static JUnitFile sample(String producer) {
    JUnitFile file =
        new JUnitReader().read(Path.of("src/test/resources/junit/" + producer + ".xml"));
    assertThat(file.problem()).isEmpty();
    return file;
  }
}
