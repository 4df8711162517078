package io.nuwa.emergency.acceptance;

import static io.nuwa.emergency.acceptance.PlanOfSuites.gate;
import static io.nuwa.emergency.acceptance.PlanOfSuites.suite;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far results go: which cases ran, on what, and whether the report says it of itself. */
class EvidenceOfSuitesTest {
  private static final List<String> GATES =
      List.of(
          gate("rate", "out", "pass-rate"),
          gate("failed", "out", "failed-cases"),
          gate("executed", "out", "executed"),
          gate("skipped", "out", "skipped"));

  @TempDir Path home;

  /** What runs at each question, the last one for good. */
  private final Deque<Identity> answers = new ArrayDeque<>();

  @ParameterizedTest
  @CsvSource({"1, 101", "0, 3", "50, 51"})
  void more_skipped_than_passed_cases_are_no_pass_rate(int passed, int skipped) throws Exception {
    var plan = skipping(passed, skipped, "");
    assertThat(plan.run("t")).isInstanceOf(StepResult.Failed.class);
    assertThat(plan.measure("rate")).isInstanceOf(Measurement.Unmeasured.class);
    assertThat(plan.measure("failed")).isInstanceOf(Measurement.Unmeasured.class);
  }

  @Test
  void says_how_many_were_skipped_and_executed() throws Exception {
    var plan = skipping(1, 101, "");
    plan.run("t");
    assertThat(plan.unmeasured("rate"))
        .startsWith("101 of 102 cases were skipped, and without 'skipped-at-most' in the task")
        .contains("of 1 executed");
    assertThat(plan.value("executed")).isEqualTo(1);
    assertThat(plan.value("skipped")).isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, ''",
    "1, 101, ', skipped-at-most: 101'",
    "1, 3, ', skipped-at-most: 75%'",
    "10, 0, ', skipped-at-most: 0'",
  })
  void as_many_may_be_skipped_as_passed_or_as_the_plan_says(int passed, int skipped, String more)
      throws Exception {
    var plan = skipping(passed, skipped, more);
    assertThat(plan.run("t")).isInstanceOf(StepResult.Done.class);
    assertThat(plan.value("rate")).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 0, the plan allows 0",
    "10, 5, 4, the plan allows 4",
    "9, 1, 9.5%, the plan allows 9.5 %",
  })
  void the_plan_may_allow_fewer(int passed, int skipped, String most, String message)
      throws Exception {
    var plan = skipping(passed, skipped, ", skipped-at-most: " + most);
    plan.run("t");
    assertThat(plan.unmeasured("rate")).contains(message);
  }

  @Test
  void a_report_that_contradicts_itself_is_not_believed() throws Exception {
    var plan = plan("", "<testsuite name='s' failures='3' errors='1'><testcase/></testsuite>");
    plan.run("t");
    assertThat(plan.unmeasured("rate"))
        .contains("contradict themselves")
        .contains("out/r.xml: suite 's' says errors=\"1\" failures=\"3\" and holds no failure");
  }

  @Test
  void fewer_cases_than_announced_are_believed_when_the_plan_says_how_many() throws Exception {
    String report = "<testsuite tests='40'><testcase name='a'/><testcase name='b'/></testsuite>";
    var plan = plan("", report);
    plan.run("t");
    assertThat(plan.unmeasured("rate")).contains("says tests=\"40\" and holds 2");
    plan = plan(", cases: 2", report);
    plan.run("t");
    assertThat(plan.value("rate")).isEqualTo(100);
  }

  @Test
  void results_count_for_the_system_that_the_suite_ran_against() throws Exception {
    answers.add(runs("service api", "image 1"));
    var plan = plan("", "<testsuite><testcase/></testsuite>");
    plan.run("t");
    assertThat(plan.value("rate")).isEqualTo(100);
    answers.add(runs("service api", "image 2"));
    answers.pop();
    assertThat(plan.unmeasured("rate"))
        .isEqualTo(
            "the tests ran against another system (service api: another one): run the suite"
                + " again");
    plan.run("t");
    assertThat(plan.value("rate")).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"service db, service api: gone", "'', service api: gone"})
  void a_part_that_is_gone_is_named(String now, String what) throws Exception {
    answers.add(runs("service api", "1"));
    var plan = plan("", "<testsuite><testcase/></testsuite>");
    plan.run("t");
    answers.add(now.isEmpty() ? new Identity.Known(Map.of()) : runs(now, "1"));
    answers.pop();
    assertThat(plan.unmeasured("rate")).contains(what);
  }

  @Test
  void a_part_that_is_new_is_named() throws Exception {
    answers.add(new Identity.Known(Map.of()));
    var plan = plan("", "<testsuite><testcase/></testsuite>");
    plan.run("t");
    assertThat(plan.value("rate")).isEqualTo(100);
    answers.add(runs("database shop", "1"));
    answers.pop();
    assertThat(plan.unmeasured("rate")).contains("database shop: new");
  }

  @Test
  void a_system_that_cannot_be_asked_makes_results_unmeasured() throws Exception {
    answers.add(runs("service api", "1"));
    var plan = plan("", "<testsuite><testcase/></testsuite>");
    plan.run("t");
    answers.add(
        new Identity.Unknown(
            Failure.of(FailureClass.ENGINE_MISSING, "the engine does not answer", "")));
    answers.pop();
    assertThat(((Measurement.Unmeasured) plan.measure("rate")).why())
        .isEqualTo(Failure.of(FailureClass.ENGINE_MISSING, "the engine does not answer", ""));
    assertThat(((StepResult.Failed) plan.run("t")).failure().kind())
        .isEqualTo(FailureClass.ENGINE_MISSING);
  }

  @Test
  void a_system_that_changes_while_the_suite_runs_proves_nothing() throws Exception {
    answers.add(runs("service api", "image 1"));
    answers.add(runs("service api", "image 2"));
    var plan = plan("", "<testsuite><testcase/></testsuite>");
    Failure failure = ((StepResult.Failed) plan.run("t")).failure();
    assertThat(failure.kind()).isEqualTo(FailureClass.TEST_FAILURE);
    assertThat(failure.summary()).contains("changed while the suite ran (service api: another");
    assertThat(plan.unmeasured("rate")).contains("has not run to its end");
  }

  private Identity answer(StepInput input) {
    return answers.size() > 1 ? answers.pop() : answers.peek();
  }

  private static Identity runs(String part, String what) {
    return new Identity.Known(Map.of(part, what));
  }

  private PlanOfSuites skipping(int passed, int skipped, String more) throws IOException {
    return plan(
        more,
        "<testsuite>"
            + "<testcase name='p'/>".repeat(passed)
            + "<testcase name='s'><skipped/></testcase>".repeat(skipped)
            + (passed == 0 ? "<testcase name='f'><failure/></testcase>" : "")
            + "</testsuite>");
  }

  private PlanOfSuites plan(String more, String report) throws IOException {
    Files.writeString(home.resolve("source"), report);
    List<IdentitySource> system = answers.isEmpty() ? List.of() : List.of(this::answer);
    return PlanOfSuites.of(
        home,
        system,
        List.of(suite("t", "out/*.xml", "mkdir -p out; cp source out/r.xml", more)),
        GATES);
  }
}
