package io.nuwa.emergency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real suites: small shell programs that write reports. */
class AcceptanceFeatureTest {
  private static final String PASSED = "<testcase classname=\"c\" name=\"%s\"/>";
  private static final String FAILED =
      "<testcase classname=\"c\" name=\"%s\"><failure message=\"no\"/></testcase>";

  @TempDir Path home;
  private final Map<String, String> facts = new HashMap<>();
  private Task task;

  @Test
  void a_suite_with_a_failed_case_ends_in_order_and_the_gates_judge() throws Exception {
    List<StepResult> results =
        runAll(writing("r.xml", PASSED.formatted("a") + FAILED.formatted("b"), 1));
    assertThat(results).hasSize(4).allMatch(StepResult.Done.class::isInstance);
    var read = (StepResult.Done) results.get(2);
    assertThat(read.summary())
        .isEqualTo("2 cases, 1 passed, 1 failed; first attempt 50.0 %, final 50.0 %");
    assertThat(read.evidence().getFirst().text()).contains("failed: c › b: no");
    assertThat(facts).containsEntry("tests.B-2/t.exit", "1");
    assertThat(Instant.parse(facts.get("tests.B-2/t.started"))).isBeforeOrEqualTo(Instant.now());
  }

  @ParameterizedTest
  @CsvSource({"pass-rate, 50", "first-attempt-pass-rate, 50", "failed-cases, 1"})
  void measures(String reads, double value) throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a") + FAILED.formatted("b"), 1));
    var measured = (Measurement.Measured) measure("reads: " + reads);
    assertThat(measured.value()).isEqualTo(value);
    assertThat(measured.text()).contains("2 cases").contains("c › b");
    assertThat(measured.evidence()).isNotEmpty();
  }

  @Test
  void nobody_knows_how_many_are_flaky_before_they_were_run_alone() throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a") + FAILED.formatted("b"), 1));
    assertThat(measure("reads: flaky-cases")).isInstanceOf(Measurement.Unmeasured.class);
  }

  @Test
  void a_gate_that_does_not_pass_names_the_cases_for_the_ladder() throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a") + FAILED.formatted("b"), 1));
    var measured = (Measurement.Measured) measure("reads: pass-rate");
    assertThat(measured.cause())
        .hasValueSatisfying(
            cause -> {
              assertThat(cause.kind()).isEqualTo(FailureClass.TEST_FAILURE);
              assertThat(cause.details())
                  .containsEntry("failed", "1")
                  .containsEntry("cases", "c › b");
            });
  }

  @Test
  void a_gate_that_passes_has_no_cause() throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a"), 0));
    assertThat(((Measurement.Measured) measure("reads: pass-rate")).cause()).isEmpty();
  }

  @Test
  void yesterdays_reports_cannot_pass() throws Exception {
    report("yesterday.xml", PASSED.formatted("a"));
    List<StepResult> results = runAll("command: [sh, -c, 'exit 0']");
    assertThat(failure(results.getLast())).isEqualTo(FailureClass.TEST_FAILURE);
    assertUnmeasured("no report");
    assertThat(home.resolve("promptx/memory/suites/B-2/t/earlier/yesterday.xml")).exists();
  }

  @Test
  void reports_of_nobody_knows_when_prove_nothing() throws Exception {
    report("r.xml", PASSED.formatted("a"));
    assertUnmeasured("has not run to its end in this run");
  }

  @Test
  void what_a_cut_off_suite_left_behind_proves_nothing() throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a"), 0));
    List<StepResult> results =
        runAll(
            "command: [sh, -c, 'cp partial logs/tests/r.xml; kill -9 $$']",
            "<testsuite>" + PASSED.formatted("a") + "</testsuite>");
    assertThat(failure(results.getLast())).isEqualTo(FailureClass.KILLED);
    assertThat(home.resolve("logs/tests/r.xml")).exists();
    assertUnmeasured("has not run to its end in this run");
  }

  @Test
  void a_suite_that_takes_too_long_is_ended() throws Exception {
    List<StepResult> results = runAll("{command: [sleep, '60'], timeout: 200ms}");
    assertThat(failure(results.getLast())).isEqualTo(FailureClass.TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"no-such-suite, CONFIGURATION", "./not-executable, PERMISSION"})
  void a_suite_that_cannot_be_started_says_so(String program, FailureClass kind) throws Exception {
    Files.writeString(home.resolve("not-executable"), "#!/bin/sh");
    List<StepResult> results = runAll("command: [sh, -c, 'exec " + program + "']");
    assertThat(failure(results.getLast())).isEqualTo(kind);
  }

  @Test
  void a_suite_without_a_program_says_so() throws Exception {
    assertThat(failure(runAll("command: [no-such-suite]").getLast()))
        .isEqualTo(FailureClass.CONFIGURATION);
  }

  @Test
  void a_suite_that_failed_without_a_failed_case_did_not_report_everything() throws Exception {
    List<StepResult> results = runAll(writing("r.xml", PASSED.formatted("a"), 3));
    assertThat(failure(results.getLast())).isEqualTo(FailureClass.TEST_FAILURE);
    assertUnmeasured("ended with 3 although no case failed");
  }

  @Test
  void a_suite_that_broke_off_after_a_failed_case_did_not_report_everything() throws Exception {
    String cases = PASSED.formatted("a") + FAILED.formatted("b");
    var suite = wanting(3, writing("r.xml", cases, 2));
    String message =
        "the reports hold 2 cases where the plan wants at least 3: not everything was reported";
    Failure failure = suite.failed();
    assertThat(failure.kind()).isEqualTo(FailureClass.TEST_FAILURE);
    assertThat(failure.summary()).isEqualTo(message);
    assertThat(suite.measure("pass-rate"))
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            unmeasured -> assertThat(unmeasured.why().summary()).isEqualTo(message));
  }

  @Test
  void a_suite_that_reports_as_many_cases_as_are_wanted_is_believed() throws Exception {
    String skipped = "<testcase name='b'><skipped/></testcase>";
    var suite = wanting(2, writing("r.xml", PASSED.formatted("a") + skipped, 0));
    suite.debugged();
    assertThat(suite.measured("pass-rate").value()).isEqualTo(100);
  }

  private SuiteSituation wanting(int cases, String suite) {
    return new SuiteSituation(
        home, "{cases: " + cases + ", " + suite + "}", "pass-rate >=_95 <_85");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<testsuite tests='0'/> | hold no case",
        "<testsuite><testcase name='a'><skipped/></testcase></testsuite> | nothing but skipped",
        "<testsuite><testcase name='a'/> | logs/tests/r.xml: line 1, column",
      })
  void reports_that_say_nothing_are_no_pass(String report, String message) throws Exception {
    wrote(Map.of("r.xml", report));
    assertUnmeasured(message);
  }

  @Test
  void one_broken_report_among_good_ones_is_no_pass() throws Exception {
    wrote(Map.of("good.xml", suite(PASSED.formatted("a")), "bad.xml", "<testsuite>\n<testcase"));
    assertUnmeasured("logs/tests/bad.xml: line 2, column");
  }

  @ParameterizedTest
  @CsvSource({"30000, ran 8h", "-30000, in the future"})
  void how_old_results_are_is_what_the_run_recorded(long seconds, String message) throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a"), 0));
    Instant ended = Instant.now().minusSeconds(seconds);
    facts.put("tests.B-2/t.started", ended.minusSeconds(60).toString());
    facts.put("tests.B-2/t.ended", ended.toString());
    assertUnmeasured(message);
  }

  @Test
  void a_gate_may_allow_older_results() throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a"), 0));
    facts.put("tests.B-2/t.started", Instant.now().minusSeconds(30_060).toString());
    facts.put("tests.B-2/t.ended", Instant.now().minusSeconds(30_000).toString());
    assertUnmeasured("and 6h is the limit");
    assertThat(measure("{reads: pass-rate, max-age: 12h}"))
        .isInstanceOf(Measurement.Measured.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400, 0, 86_400})
  void the_time_of_a_file_says_nothing(long later) throws Exception {
    runAll(writing("r.xml", PASSED.formatted("a"), 0));
    Files.setLastModifiedTime(
        home.resolve("logs/tests/r.xml"), FileTime.from(Instant.now().plusSeconds(later)));
    assertThat(measure("reads: pass-rate")).isInstanceOf(Measurement.Measured.class);
  }

  @Test
  void a_report_with_the_time_of_an_earlier_suite_is_stale() throws Exception {
    wrote(
        Map.of(
            "r.xml",
            "<testsuite timestamp='2025-06-16T12:00:00Z'>"
                + PASSED.formatted("a")
                + "</testsuite>"));
    assertUnmeasured("logs/tests/r.xml is stale: its suite ran");
  }

  @Test
  void the_exit_code_alone_is_no_failure_when_cases_failed() throws Exception {
    runAll(writing("r.xml", FAILED.formatted("a"), 1));
    assertThat(((Measurement.Measured) measure("reads: pass-rate")).value()).isZero();
  }

  @Test
  void says_beforehand_what_it_would_do_and_shows_no_secret() {
    Task task = task("{command: [run, 'a b', '${secret.PASSWORD}', '${port.x}']}");
    Values values = new Values(Map.of("port.x", "8000"), Map.of("PASSWORD", "hunter2"));
    assertThat(steps(task).stream().map(step -> step.intent(values)))
        .containsExactly(
            "set aside earlier reports logs/tests/*.xml",
            "run the suite run 'a b' *** 8000",
            "read the reports logs/tests/*.xml",
            "when the results would not pass: look for their causes");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void what_the_suite_prints_is_kept_without_secrets() throws Exception {
    List<StepResult> results =
        runAll(
            "{command: [sh, -c, 'echo is $P; cp $0 logs/tests/', r.xml], environment: {P:"
                + " '${secret.PASSWORD}'}}");
    assertThat(((StepResult.Failed) results.getLast()).failure().evidence())
        .contains("is ***")
        .doesNotContain("hunter2");
  }

  @Test
  void a_template_that_names_nothing_is_a_wrong_setting() throws Exception {
    assertThat(failure(runAll("command: ['${nothing}']").getLast()))
        .isEqualTo(FailureClass.CONFIGURATION);
  }

  @Test
  void reports_every_wrong_setting() {
    assertThat(
            problems(taskReader(), "{command: [], reports: ../x/*.xml, timeout: soon, folder: x}"))
        .containsExactlyInAnyOrder(
            "'command' must be a list of words, the program first",
            "'reports' must lie inside of the home folder: '../x/*.xml'",
            "'timeout' must be a duration such as 48h, 90s or 250ms, not 'soon'",
            "'folder' is not known here; known: cases, command, environment, reports,"
                + " rerun, skipped-at-most, timeout");
    assertThat(
            problems(
                taskReader(), "{command: [x], reports: r.xml, rerun: {each: [--only], most: 0}}"))
        .containsExactlyInAnyOrder(
            "'each' must name the case: a word with ${case}",
            "'most' must be a whole number from 1 to 1000, not '0'");
    assertThat(problems(taskReader(), "{command: [x], reports: r.xml, cases: 0}"))
        .containsExactly("'cases' must be a whole number from 1 to 1000000, not '0'");
    assertThat(problems(taskReader(), "{}"))
        .containsExactlyInAnyOrder("'command' is missing", "'reports' is missing");
    assertThat(problems(probeReader(), "{reports: x.xml, reads: pas-rate}"))
        .contains("'pas-rate' is not known as 'reads'; did you mean 'pass-rate'?");
    assertThat(problems(probeReader(), "{reports: x.xml}")).containsExactly("'reads' is missing");
  }

  private Path report(String name, String cases) throws IOException {
    Files.createDirectories(home.resolve("logs/tests"));
    return Files.writeString(home.resolve("logs/tests").resolve(name), suite(cases));
  }

  private static String suite(String cases) {
    return "<testsuite>" + cases + "</testsuite>";
  }

  /** Runs a suite that writes these reports and ends with 0. */
  private List<StepResult> wrote(Map<String, String> reports) throws Exception {
    Path source = Files.createDirectories(home.resolve("sources"));
    for (var report : reports.entrySet()) {
      Files.writeString(source.resolve(report.getKey()), report.getValue());
    }
    return runAll("command: [sh, -c, 'mkdir -p logs/tests; cp sources/* logs/tests/']");
  }

  /** Settings of a suite that writes one report. */
  private String writing(String name, String cases, int exit) throws IOException {
    Files.writeString(home.resolve("source"), "<testsuite>" + cases + "</testsuite>");
    return "command: [sh, -c, 'mkdir -p logs/tests; cp source logs/tests/%s; exit %d']"
        .formatted(name, exit);
  }

  private List<StepResult> runAll(String with, String partial) throws Exception {
    Files.writeString(home.resolve("partial"), partial);
    return runAll(with);
  }

  /** Runs the steps as an engine does: facts are handed on, the first failure ends it. */
  private List<StepResult> runAll(String with) throws Exception {
    var results = new java.util.ArrayList<StepResult>();
    for (Step step : steps(task(with))) {
      StepResult result = step.run(input());
      results.add(result);
      if (!(result instanceof StepResult.Done done)) {
        break;
      }
      facts.putAll(done.facts());
    }
    return results;
  }

  private static FailureClass failure(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Failed.class);
    return ((StepResult.Failed) result).failure().kind();
  }

  private void assertUnmeasured(String message) throws Exception {
    assertThat(measure("reads: pass-rate"))
        .asInstanceOf(type(Measurement.Unmeasured.class))
        .satisfies(
            unmeasured -> {
              assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.TEST_FAILURE);
              assertThat(unmeasured.why().summary()).contains(message);
            });
  }

  private Measurement measure(String with) throws Exception {
    String whole = with.startsWith("{") ? with.substring(1, with.length() - 1) : with;
    Section section = section("{reports: logs/tests/*.xml, " + whole + "}", new Problems());
    var gate =
        new Gate(
            "g",
            "g",
            "test-results",
            probeReader().read(section),
            Threshold.parse(">= 95").orElseThrow(),
            Threshold.parse("< 85").orElseThrow(),
            Duration.ofMinutes(1));
    return feature().probes().getFirst().probe(gate, plan()).measure(input());
  }

  private AcceptanceFeature feature() {
    return new AcceptanceFeature(home, plan -> List.of());
  }

  private Plan plan() {
    return SuiteSituation.plan(task == null ? task("command: [x]") : task, List.of());
  }

  private List<Step> steps(Task task) {
    this.task = task;
    return feature().tasks().getFirst().steps(task, plan());
  }

  private Task task(String with) {
    String whole = with.startsWith("{") ? with.substring(1, with.length() - 1) : with;
    var problems = new Problems();
    var settings =
        taskReader().read(section("{reports: logs/tests/*.xml, " + whole + "}", problems));
    assertThat(problems.list()).isEmpty();
    return new Task("t", "t", "r", "acceptance-suite", settings, Duration.ofMinutes(1));
  }

  private StepInput input() {
    return new StepInput(
        "run-1",
        new Values(facts, Map.of("PASSWORD", "hunter2")),
        Instant.now().plusSeconds(30),
        Time.system(),
        Progress.SILENT);
  }

  private SettingsReader taskReader() {
    return feature().tasks().getFirst();
  }

  private SettingsReader probeReader() {
    return feature().probes().getFirst();
  }

  private static List<String> problems(SettingsReader reader, String yaml) {
    var problems = new Problems();
    Section section = section(yaml, problems);
    reader.read(section);
    section.finish();
    return problems.list().stream().map(Problem::message).toList();
  }

  private static Section section(String yaml, Problems problems) {
    return Section.of(
        ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "with", problems);
  }
}
