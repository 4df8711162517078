package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.Event;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suites that are not to be trusted, or that find a real fault, through the whole product. */
@Timeout(120)
final class DebuggerIT {
  /**
   * Four cases. {@code broken} always fails. {@code moody} fails in the first so many runs of the
   * suite that stand in the file {@code moods}, and passes alone.
   */
  private static final String SUITE =
      """
      out=logs/tests/r.xml; cases='steady quick moody broken'
      if [ "$1" = --only ]; then
        out=logs/tests/alone/r.xml; cases=
        while [ $# -gt 0 ]; do cases="$cases $2"; shift 2; done
      else
        echo run >>runs
      fi
      mkdir -p "${out%/*}"
      { echo '<testsuite>'
        for case in $cases; do
          echo "<testcase classname='shop' name='$case'>"
          if [ "$case" = broken ] && [ -e fault ]; then
            echo '<failure message="expected 42 but was 41"/>'
          elif [ "$case" = moody ] && [ "$out" = logs/tests/r.xml ] &&
            [ "$(wc -l <runs)" -le "$(cat moods)" ]; then
            echo '<failure message="expected 1 but was 2"/>'
          fi
          echo '</testcase>'
        done
        echo '</testsuite>'; } >"$out"
      ! grep -q '<failure' "$out"
      """;

  private static final String PLAN =
      """
      plan: tests
      title: Tests
      time-box: {length: 2h}
      %sblockers:
        - id: B-2
          owner: NuWa
          rounds: 3
          tasks:
            - id: tests
              kind: acceptance-suite
              with:
                command: [sh, suite.sh]
                reports: logs/tests/*.xml
                rerun: {each: [--only, "${case}"]}
          gates:
            - id: pass-rate
              probe: test-results
              with: {reports: logs/tests/*.xml, reads: pass-rate}
              success: ">= 95"
              alert: "< 85"
      """
          .formatted(Home.ROLES);

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void a_suite() {
    home = new Home(folder).plan(PLAN).put("suite.sh", SUITE).put("moods", "0\n");
  }

  @Test
  void a_flaky_case_is_counted_and_only_a_suite_that_passes_for_real_is_green() {
    home.put("moods", "1\n").emergency().run("execute", "--lang", "en").hasCode(0);

    assertThat(home.text("runs").lines()).hasSize(2);
    List<Event.GateMeasured> gates = gates();
    assertThat(gates.getFirst().reading().value()).hasValue(75);
    assertThat(gates.getFirst().reading().text()).contains("1 flaky, passed alone: shop › moody");
    assertThat(gates.getFirst().cause().orElseThrow().kind()).isEqualTo(FailureClass.TEST_FLAKY);
    assertThat(gates.get(1).reading().value()).hasValue(100);
    assertThat(remedies()).containsExactly("test-flaky run-again");
  }

  @Test
  void a_case_that_is_flaky_each_time_never_becomes_green() {
    home.put("moods", "99\n").emergency().run("execute", "--lang", "en").hasCode(1);

    assertThat(gates())
        .isNotEmpty()
        .allSatisfy(gate -> assertThat(gate.reading().value()).hasValue(75));
    assertThat(assigned().kind()).isEqualTo(FailureClass.TEST_FLAKY);
    assertThat(assigned().reason()).contains("1 flaky, passed alone: shop › moody");
  }

  @Test
  void a_fault_of_the_product_ends_the_ladder_and_is_given_to_a_role() {
    home.put("fault", "").emergency().run("execute", "--lang", "en").hasCode(1);

    assertThat(gates())
        .isNotEmpty()
        .allSatisfy(
            gate -> {
              assertThat(gate.reading().value()).hasValue(75);
              assertThat(gate.cause().orElseThrow().kind()).isEqualTo(FailureClass.TEST_FAILURE);
            });
    assertThat(home.text("runs").lines()).as("no more than the rounds").hasSizeLessThanOrEqualTo(3);
    assertThat(assigned().role()).isEqualTo("NuWa");
    assertThat(assigned().kind()).isEqualTo(FailureClass.TEST_FAILURE);
    assertThat(home.json("promptx/memory/blocker-B-2-status.json"))
        .containsEntry("status", "failed")
        .containsEntry("verified", false);
  }

  private List<Event.GateMeasured> gates() {
    return home.events().stream()
        .filter(Event.GateMeasured.class::isInstance)
        .map(Event.GateMeasured.class::cast)
        .toList();
  }

  private List<String> remedies() {
    return home.events().stream()
        .filter(Event.RemedyTried.class::isInstance)
        .map(Event.RemedyTried.class::cast)
        .map(tried -> tried.symptom().kind().id() + " " + tried.remedy())
        .toList();
  }

  private Event.RoleAssigned assigned() {
    return home.events().stream()
        .filter(Event.RoleAssigned.class::isInstance)
        .map(Event.RoleAssigned.class::cast)
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
