package io.nuwa.emergency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real suites: a shell program that reads from files how its cases end. */
class DebuggerTest {
  private static final String[] GATES = {
    "pass-rate >=_95 <_85", "failed-cases <=_1 >_2", "flaky-cases ==_0 >_5"
  };

  /** Ten cases; {@code bad/N} holds the words with which case N fails, {@code alone/N} alone. */
  private static final String SUITE =
      """
      #!/bin/sh
      echo "$@" >>calls
      out=logs/tests/r.xml; from=bad; cases='0 1 2 3 4 5 6 7 8 9'
      if [ "$1" = --only ]; then
        out=logs/tests/alone/r.xml; from=alone; cases=
        while [ $# -gt 0 ]; do cases="$cases ${2#case }"; shift 2; done
      fi
      [ -f "$from/crash" ] && { cat "$from/crash"; exit 3; }
      mkdir -p "${out%/*}"
      { echo '<testsuite>'
        for i in $cases; do
          printf '<testcase classname="c" name="case %s">' "$i"
          [ -f "$from/$i" ] && printf '<failure message="%s"/>' "$(cat "$from/$i")"
          echo '</testcase>'
        done
        echo '</testsuite>'; } >"$out"
      ! grep -q '<failure' "$out"
      """;

  private static final String WITH_RERUN =
      "{command: [./suite], rerun: {each: [--only, '${case}'], most: 5}}";

  @TempDir Path home;

  @BeforeEach
  void a_suite() throws IOException {
    Path suite = Files.writeString(home.resolve("suite"), SUITE);
    Files.setPosixFilePermissions(suite, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(home.resolve("bad"));
    Files.createDirectories(home.resolve("alone"));
  }

  @Test
  void has_nothing_to_do_when_the_gates_would_pass() throws Exception {
    fails("bad", "it is broken", 3);
    var situation = new SuiteSituation(home, WITH_RERUN, "pass-rate >=_90 <_85");
    assertThat(situation.debugged().summary()).startsWith("nothing to debug: 10 cases, 9 passed");
    assertThat(calls()).hasSize(1);
    assertThat(situation.measured("pass-rate").cause()).isEmpty();
  }

  @Test
  void looks_at_a_single_failing_case_when_a_gate_counts_flaky_ones() throws Exception {
    fails("bad", "it is broken", 3);
    var situation =
        new SuiteSituation(home, WITH_RERUN, "pass-rate >=_90 <_85", "flaky-cases ==_0 >_5");
    assertThat(situation.debugged().summary())
        .isEqualTo("1 of 1 failing cases were run alone: 1 flaky, passed alone: c › case 3");
    assertThat(calls()).containsExactly("", "--only case 3");
    assertThat(situation.measured("flaky-cases").value()).isEqualTo(1);
    assertThat(situation.cause("flaky-cases").kind()).isEqualTo(FailureClass.TEST_FLAKY);
  }

  @Test
  void a_case_that_passes_alone_is_counted_as_flaky_and_stays_a_failed_one() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    assertThat(situation.debugged().summary()).contains("2 flaky, passed alone: c › case 1; c ›");

    Measurement.Measured rate = situation.measured("pass-rate");
    assertThat(rate.value()).isEqualTo(80);
    assertThat(rate.text()).contains("8 passed, 2 failed").contains("2 flaky, passed alone");
    assertThat(situation.measured("failed-cases").value()).isEqualTo(2);
    assertThat(situation.measured("flaky-cases").value()).isEqualTo(2);
    Failure cause = situation.cause("pass-rate");
    assertThat(cause.kind()).isEqualTo(FailureClass.TEST_FLAKY);
    assertThat(cause.details()).containsEntry("flaky", "2").containsEntry("failed", "2");
    assertThat(cause.evidence()).contains("passed alone: c › case 1: expected 2 but was 3");
  }

  @Test
  void what_was_found_outlives_the_process_and_not_the_next_suite() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    situation.debugged();
    var restarted = new SuiteSituation(home, WITH_RERUN, GATES);
    restarted.facts.putAll(situation.facts);
    assertThat(restarted.cause("pass-rate").kind()).isEqualTo(FailureClass.TEST_FLAKY);

    fails("alone", "expected 2 but was 3", 1, 4);
    restarted.debugged();
    assertThat(restarted.measured("flaky-cases").value()).isZero();
    assertThat(restarted.cause("pass-rate").kind()).isEqualTo(FailureClass.TEST_FAILURE);
  }

  @Test
  void reports_of_a_run_alone_that_was_cut_off_are_not_believed() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    situation.debugged();
    // Killed before the step was recorded as done: the reports lie there, the fact does not.
    situation.facts.put("tests.B-2/t.alone", "");
    assertThat(situation.measure("flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
    assertThat(situation.cause("pass-rate").kind()).isEqualTo(FailureClass.TEST_FAILURE);
  }

  @Test
  void a_case_that_fails_alone_too_by_no_known_cause_is_the_products_fault() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    fails("alone", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    assertThat(situation.debugged().summary()).endsWith("test-failure in 2 cases");
    assertThat(situation.cause("pass-rate").kind()).isEqualTo(FailureClass.TEST_FAILURE);
    assertThat(situation.measured("flaky-cases").value()).isZero();
    assertThat(situation.measured("pass-rate").evidence().getFirst().text())
        .contains("failed alone too: c › case 1: expected 2 but was 3");
  }

  @Test
  void the_most_basic_cause_comes_first_and_brings_what_a_remedy_needs() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 2, 3);
    fails("alone", "expected 2 but was 3", 1, 2, 3);
    fails("bad", "ERROR: relation &quot;order_items&quot; does not exist", 4);
    fails("alone", "ERROR: relation &quot;order_items&quot; does not exist", 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    situation.debugged();
    Failure cause = situation.cause("pass-rate");
    assertThat(cause.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(cause.details())
        .containsEntry("table", "order_items")
        .containsEntry("cases", "c › case 4");
    assertThat(cause.summary())
        .contains("schema-mismatch (table order_items) in 1 case; test-failure in 3 cases");
  }

  @Test
  void names_the_service_behind_an_address_where_it_is_now() throws Exception {
    fails("bad", "http://127.0.0.1:18000 does not answer: java.net.ConnectException", 0, 1, 2);
    fails("alone", "http://127.0.0.1:18000 does not answer: java.net.ConnectException", 0, 1, 2);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    situation.facts.put("port.api", "18000");
    situation.debugged();
    Failure cause = situation.cause("pass-rate");
    assertThat(cause.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(cause.details()).containsEntry("port", "18000").containsEntry("service", "api");
  }

  @Test
  void a_suite_that_cannot_begin_names_the_service_that_it_needs() throws Exception {
    Files.writeString(
        home.resolve("bad/crash"), "psql: connection to server, port 9101 failed: refused\n");
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    Failure failure = situation.failed();
    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.details()).containsEntry("service", "mcp-exporter");
  }

  @Test
  void runs_no_more_cases_alone_than_it_may_and_claims_nothing_of_the_others() throws Exception {
    fails("bad", "expected 2 but was 3", 0, 1, 2, 3, 4, 5, 6);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    assertThat(situation.debugged().summary()).startsWith("5 of 7 failing cases were run alone");
    assertThat(calls().getLast().split("--only", -1)).hasSize(6);
    assertThat(situation.measure("flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
    assertThat(situation.measured("pass-rate").evidence().getFirst().text())
        .contains("not run alone: c › case 5");
  }

  @Test
  void without_a_rerun_causes_are_told_and_no_case_is_called_flaky() throws Exception {
    fails("bad", "column &quot;total&quot; does not exist", 1, 4);
    var situation = new SuiteSituation(home, "{command: [./suite]}", GATES);
    assertThat(situation.debugged().summary())
        .isEqualTo(
            "no case was run alone, for 'rerun' is not set: schema-mismatch (column total) in 2"
                + " cases");
    assertThat(situation.cause("pass-rate").kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(situation.measure("flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
  }

  @Test
  void a_run_alone_that_cannot_begin_measures_nothing() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    Files.writeString(home.resolve("alone/crash"), "no such option: --only\n");
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    assertThat(situation.debugged().summary())
        .startsWith("2 of 2 failing cases could not be run alone (ended with 3, no report)");
    assertThat(situation.facts).containsEntry("tests.B-2/t.alone", "");
    assertThat(situation.measure("flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.xml", "more.xml"})
  void cases_run_alone_may_write_where_the_suite_does(String over) throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, overwriting(over), GATES);
    assertThat(situation.debugged().summary()).contains("2 flaky, passed alone");
    assertThat(situation.measured("pass-rate").value()).isEqualTo(80);
    assertThat(situation.measured("flaky-cases").value()).isEqualTo(2);
  }

  @Test
  void a_run_alone_that_was_killed_leaves_the_suites_reports_to_the_next_try() throws Exception {
    fails("bad", "expected 2 but was 3", 1, 4);
    var situation = new SuiteSituation(home, WITH_RERUN, GATES);
    situation.debugged();
    Path store = home.resolve("promptx/memory/suites/B-2/t");
    // As it was when the program was killed while single cases ran.
    Files.createDirectories(store.resolve("kept"));
    Files.move(home.resolve("logs/tests/r.xml"), store.resolve("kept/r.xml"));
    Files.writeString(home.resolve("logs/tests/r.xml"), "<testsuite><testcase name='x'/>");
    assertThat(situation.measure("pass-rate")).isInstanceOf(Measurement.Unmeasured.class);

    assertThat(situation.onlyDebug()).isInstanceOf(StepResult.Done.class);
    assertThat(situation.measured("pass-rate").value()).isEqualTo(80);
    assertThat(situation.measured("flaky-cases").value()).isEqualTo(2);
  }

  @Test
  void of_cases_with_one_name_none_is_flaky_unless_all_passed_alone() throws Exception {
    Files.writeString(
        home.resolve("twice.xml"),
        "<testsuite><testcase classname='c' name='case 1'><failure/></testcase>"
            + "<testcase classname='c' name='case 1'/></testsuite>");
    String with =
        "{command: [sh, -c, '[ $# = 0 ] && { mkdir -p logs/tests; cp twice.xml logs/tests/r.xml;"
            + " exit 1; }; ./suite \"$@\"', sh], rerun: {each: [--only, '${case}']}}";
    var situation = new SuiteSituation(home, with, GATES);
    situation.debugged();
    // Which of the two ran alone and passed, the report does not say.
    assertThat(situation.measure("flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
  }

  /** A suite whose run of single cases writes over the reports of the whole. */
  private static String overwriting(String over) {
    return "{command: [sh, -c, './suite \"$@\"; [ $# = 0 ] || mv logs/tests/alone/r.xml"
        + " logs/tests/"
        + over
        + "', sh], rerun: {each: [--only, '${case}']}}";
  }

  private void fails(String where, String words, int... cases) throws IOException {
    for (int one : cases) {
      Files.writeString(home.resolve(where).resolve(Integer.toString(one)), words);
    }
  }

  /** The arguments of each call of the suite. */
  private List<String> calls() throws IOException {
    return Files.readAllLines(home.resolve("calls"));
  }
}
