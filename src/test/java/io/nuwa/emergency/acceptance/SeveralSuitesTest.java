package io.nuwa.emergency.acceptance;

import static io.nuwa.emergency.acceptance.PlanOfSuites.blocker;
import static io.nuwa.emergency.acceptance.PlanOfSuites.gate;
import static io.nuwa.emergency.acceptance.PlanOfSuites.suite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose reports are whose, with real suites. */
class SeveralSuitesTest {
  private static final String PASSES =
      "mkdir -p %1$s; echo \"<testsuite><testcase name=\\\"a\\\"/></testsuite>\" >%1$s/r.xml";
  private static final String FAILS =
      "mkdir -p %1$s; echo \"<testsuite><testcase"
          + " name=\\\"a\\\"><failure/></testcase></testsuite>\" >%1$s/r.xml; exit 1";

  @TempDir Path home;

  @Test
  void each_suite_keeps_what_is_known_of_it() throws Exception {
    var plan =
        plan(
            List.of(
                suite("unit", "logs/unit/*.xml", PASSES.formatted("logs/unit"), ""),
                suite("e2e", "logs/e2e/*.xml", FAILS.formatted("logs/e2e"), "")),
            List.of(
                gate("unit", "logs/unit/*.xml", "pass-rate"),
                gate("e2e", "logs/e2e/*.xml", "pass-rate"),
                gate("both", "logs/**/*.xml", "pass-rate")));
    plan.run("unit");
    assertThat(plan.value("unit")).isEqualTo(100);
    assertThat(plan.unmeasured("both")).contains("no report logs/e2e/*.xml");
    plan.run("e2e");
    assertThat(plan.value("unit")).isEqualTo(100);
    assertThat(plan.value("e2e")).isZero();
    assertThat(plan.value("both")).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logs/tests",
        "logs/tests/",
        "./logs/tests/*.xml",
        "logs//tests/*.xml",
        "latest/*.xml",
        "logs/**/*.xml"
      })
  void however_a_gate_spells_the_folder_the_same_guards_hold(String spelt) throws Exception {
    Files.createSymbolicLink(home.resolve("latest"), Path.of("logs/tests"));
    Files.createDirectories(home.resolve("logs/tests"));
    var plan =
        plan(
            List.of(suite("t", "logs/tests/*.xml", PASSES.formatted("logs/tests"), "")),
            List.of(gate("g", spelt, "pass-rate")));
    report("logs/tests/r.xml", "by hand");
    assertThat(plan.unmeasured("g")).contains("has not run to its end in this run");
    plan.run("t");
    assertThat(plan.value("g")).isEqualTo(100);
    report("logs/tests/r.xml", "by hand");
    assertThat(plan.unmeasured("g")).contains("not as the suite left them");
  }

  @Test
  void a_gate_that_reads_more_than_suites_wrote_names_it() throws Exception {
    var plan =
        plan(
            List.of(suite("t", "logs/tests/*.xml", PASSES.formatted("logs/tests"), "")),
            List.of(gate("g", "logs/**/*.xml", "pass-rate")));
    plan.run("t");
    report("logs/other/x.xml", "x");
    assertThat(plan.unmeasured("g")).startsWith("logs/other/x.xml was written by no suite");
  }

  @Test
  void a_gate_that_leaves_out_reports_of_a_suite_names_them() throws Exception {
    String two = PASSES.formatted("out") + "; cp out/r.xml out/s.xml";
    var plan =
        plan(
            List.of(suite("t", "out/*.xml", two, "")),
            List.of(gate("g", "out/r.xml", "pass-rate")));
    plan.run("t");
    assertThat(plan.unmeasured("g")).contains("leave out out/s.xml");
  }

  @ParameterizedTest
  @CsvSource({
    "ln -s ../real.xml out/e2e.xml, out/e2e.xml is a link",
    "ln -s ../real out/e2e, out/e2e is a link",
    "mkfifo out/pipe.xml, out/pipe.xml is no regular file",
    "mkdir out/folder.xml, out/folder.xml is a folder",
    ": >out/empty.xml, out/empty.xml: line 1",
    "echo {} >out/x.XML, out/x.XML: line 1",
    "echo \"<coverage/>\" >out/jacoco.xml, is no JUnit XML",
  })
  void what_fits_and_is_no_report_is_named(String more, String message) throws Exception {
    report("real/r.xml", "behind a link");
    var plan =
        plan(
            List.of(suite("t", "out/**/*.xml", PASSES.formatted("out") + "; " + more, "")),
            List.of(gate("g", "out/**/*.xml", "pass-rate")));
    assertThat(plan.run("t"))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> assertThat(failed.failure().summary()).contains(message));
    assertThat(plan.unmeasured("g")).contains(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alone", "earlier", "kept"})
  void a_suite_may_call_its_folders_as_it_likes(String folder) throws Exception {
    var plan =
        plan(
            List.of(suite("t", "out/**/*.xml", FAILS.formatted("out/" + folder), "")),
            List.of(gate("g", "out/**/*.xml", "failed-cases")));
    plan.run("t");
    plan.run("t");
    assertThat(plan.value("g")).isEqualTo(1);
  }

  @Test
  void suites_that_may_write_the_same_file_are_refused_with_their_places() {
    var refused =
        refused(
            blocker(
                List.of(
                    suite("unit", "logs/tests/*.xml", "true", ""),
                    suite("e2e", "./logs//tests/e2e-?.xml", "true", "")),
                List.of(gate("g", "logs/tests", "pass-rate"))));
    assertThat(refused)
        .hasSize(2)
        .first()
        .asString()
        .startsWith("plan.yaml:8:")
        .contains("may be files of B-1/e2e (./logs//tests/e2e-?.xml), too");
  }

  @Test
  void suites_whose_templates_hide_that_do_not_touch_each_others_reports() throws Exception {
    var plan =
        plan(
            List.of(
                suite("unit", "logs/${home}/*.xml", FAILS.formatted("logs/x"), ""),
                suite("e2e", "logs/x/*.xml", PASSES.formatted("logs/x"), "")),
            List.of(gate("g", "logs/x/*.xml", "pass-rate")));
    plan.facts.put("home", "x");
    assertThat(plan.run("e2e"))
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureClass.CONFIGURATION);
              assertThat(failed.failure().summary()).contains("may be those of B-1/unit");
            });
  }

  @Test
  void a_gate_or_risk_without_a_suite_is_refused() {
    String risk =
        "risks:\n  - {id: r, severity: red, probe: test-results,"
            + " with: {reports: logs/none.xml, reads: failure-rate}, alert: \"> 10\"}\n";
    var refused =
        refused(
            blocker(
                    List.of(suite("t", "logs/tests/*.xml", "true", "")),
                    List.of(gate("g", "logs/e2e/*.xml", "pass-rate")))
                + risk);
    assertThat(refused).hasSize(2);
    assertThat(refused.getFirst())
        .startsWith("plan.yaml:10:")
        .contains("no task 'acceptance-suite' writes 'logs/e2e/*.xml'")
        .contains("add such a task");
    assertThat(refused.getLast()).startsWith("plan.yaml:12:").contains("logs/none.xml");
  }

  @Test
  void a_risk_reads_the_reports_of_a_suite() throws Exception {
    String risk =
        "risks:\n  - {id: r, severity: red, probe: test-results,"
            + " with: {reports: logs, reads: failure-rate}, alert: \"> 10\"}\n";
    String yaml =
        blocker(
                List.of(suite("t", "logs/*.xml", FAILS.formatted("logs"), "")),
                List.of(gate("g", "logs/*.xml", "pass-rate")))
            + risk;
    var plan = PlanOfSuites.whole(home, List.of(), yaml);
    assertThat(plan.risk()).isInstanceOf(Measurement.Unmeasured.class);
    plan.run("t");
    assertThat(((Measurement.Measured) plan.risk()).value()).isEqualTo(100);
  }

  private List<String> refused(String yaml) {
    return catchThrowableOfType(
            InvalidConfigurationException.class, () -> PlanOfSuites.whole(home, List.of(), yaml))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }

  private PlanOfSuites plan(List<String> tasks, List<String> gates) {
    return PlanOfSuites.of(home, List.of(), tasks, gates);
  }

  private void report(String name, String title) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite><testcase name='" + title + "'/></testsuite>");
  }
}
