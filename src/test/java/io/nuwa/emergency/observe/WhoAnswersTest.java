package io.nuwa.emergency.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus whose targets are all UP, and which is not ours or does not scrape what is ours. */
class WhoAnswersTest {
  private static final Instant NOW = Instant.parse("2025-06-16T12:00:00Z");
  private static final String FILE = "targets/web.json";
  private static final String MARK = "__meta_emergency_mark";

  @TempDir Path home;
  private WebDouble prometheus;
  private ObserveFeature feature;
  private Task task;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    prometheus = new WebDouble();
    prometheus.when(
        "GET /api/v1/query?query=time",
        200,
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":["
            + NOW.getEpochSecond()
            + ",\"1\"]}}");
    feature = new ObserveFeature(home, Map.of());
    task =
        Inputs.task(
            "scrape-job",
            settings(
                feature.tasks().getFirst(),
                "{prometheus: '"
                    + prometheus.url()
                    + "', jobs: [{job: web, file: "
                    + FILE
                    + ", targets: ['web:8000']}]}"));
    var step = feature.tasks().getFirst().steps(task, Inputs.plan()).get(1);
    assertThat(step.run(Inputs.ticked())).isInstanceOf(StepResult.Done.class);
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void ours_that_scrapes_what_was_written_passes() throws Exception {
    shows("web:8000", mark(), "http://web:8000/metrics");
    assertThat(targets().value()).isZero();
    assertThat(targets().text()).isEqualTo("1 of 1 targets UP");
  }

  @Test
  void another_projects_prometheus_with_the_same_jobs_up_is_none_of_ours() throws Exception {
    shows("web:8000", "0123456789abcdef-0123456789abcdef", "http://web:8000/metrics");
    var measured = targets();
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text())
        .contains("1 of 1 targets UP; web has web:8000, but not from " + FILE)
        .contains("another Prometheus answers here");
    assertThat(measured.cause().orElseThrow().kind()).isEqualTo(FailureClass.TARGET_DOWN);
  }

  @Test
  void neither_gaps_nor_values_of_another_prometheus_are_measured() throws Exception {
    shows("web:8000", "0123456789abcdef-0123456789abcdef", "http://web:8000/metrics");
    for (String[] gate :
        new String[][] {{"series-gaps", "series: [up]"}, {"metric-value", "query: up"}}) {
      assertThat(measure(gate[0], gate[1]))
          .as(gate[0])
          .isInstanceOfSatisfying(
              Measurement.Unmeasured.class,
              one ->
                  assertThat(one.why().summary())
                      .contains("is not known to be the plan's", "no target from " + FILE));
    }
  }

  @Test
  void another_target_of_the_job_is_a_wrong_target_though_it_is_up() throws Exception {
    shows("localhost:9090", mark(), "http://localhost:9090/metrics");
    assertThat(targets().value()).isEqualTo(1);
    assertThat(targets().text()).contains("wrong target: web scrapes localhost:9090, not web:8000");
  }

  @Test
  void a_target_that_relabelling_leads_elsewhere_is_a_wrong_target() throws Exception {
    shows("web:8000", mark(), "http://localhost:9090/metrics");
    assertThat(targets().text())
        .contains("wrong target: web asks http://localhost:9090/metrics in place of web:8000");
  }

  @Test
  void a_prober_that_is_told_to_ask_the_target_is_right() throws Exception {
    shows("web:8000", mark(), "http://prober:9115/probe?module=tcp&target=web%3A8000");
    assertThat(targets().value()).isZero();
  }

  @Test
  void a_file_that_says_something_else_is_a_fault_whatever_prometheus_shows() throws Exception {
    shows("web:8000", mark(), "http://web:8000/metrics");
    Files.writeString(home.resolve(FILE), "[]");
    var measured = targets();
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text()).contains(FILE + " does not hold what this plan writes here");
    assertThat(
            feature
                .remedies(Inputs.plan(task))
                .getFirst()
                .apply(measured.cause().orElseThrow(), input()))
        .isInstanceOf(RemedyResult.Applied.class);
    Files.writeString(
        home.resolve(FILE), Files.readString(home.resolve(FILE)).replace("web:8000", "web:1"));
    assertThat(targets().text()).contains(FILE + " says something else than the plan");
  }

  @Test
  void what_was_written_a_moment_ago_is_waited_for() throws Exception {
    Files.setLastModifiedTime(home.resolve(FILE), FileTime.from(NOW.minusSeconds(2)));
    shows("old:1", mark(), "http://old:1/metrics");
    shows("web:8000", "another", "http://web:8000/metrics");
    shows("web:8000", mark(), "http://web:8000/metrics");
    assertThat(targets().value()).isZero();
  }

  @Test
  void a_wrong_file_is_not_waited_for_however_young_it_is() throws Exception {
    shows("web:8000", mark(), "http://web:8000/metrics");
    Files.writeString(home.resolve(FILE), "[]");
    Files.setLastModifiedTime(home.resolve(FILE), FileTime.from(NOW.minusSeconds(2)));
    assertThat(targets().value()).isEqualTo(1);
    assertThat(prometheus.asked())
        .filteredOn(one -> one.startsWith("GET /api/v1/targets"))
        .hasSize(1);
  }

  @Test
  void a_job_of_a_blocker_that_comes_later_is_not_expected_yet() throws Exception {
    shows("web:8000", "none of ours", "http://web:8000/metrics");
    Gate gate = gate("prometheus-targets", "jobs: [web]");
    assertThat(((Measurement.Measured) measure(gate, Inputs.plan(gate))).value()).isZero();
  }

  @Test
  void an_exporter_that_does_not_show_what_it_is_known_by_is_a_fault() throws Exception {
    shows("web:8000", mark(), "http://web:8000/metrics");
    prometheus.when(
        "GET /api/v1/query?query=web_info",
        200,
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
    var measured =
        (Measurement.Measured) measure("prometheus-targets", "jobs: [web], shows: web_info");
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text()).isEqualTo("1 of 1 targets UP; no sample of web_info");
    assertThat(measured.cause().orElseThrow().kind()).isEqualTo(FailureClass.TARGET_DOWN);
  }

  private String mark() throws IOException {
    return Files.readString(home.resolve(FILE))
        .replaceAll("(?s).*\"" + MARK + "\" *: *\"([^\"]*)\".*", "$1");
  }

  private void shows(String address, String mark, String scraped) {
    prometheus.when(
        "GET /api/v1/targets",
        200,
        "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"web\","
            + "\"instance\":\"web:8000\"},\"discoveredLabels\":{\"__address__\":\""
            + address
            + "\",\""
            + MARK
            + "\":\""
            + mark
            + "\"},\"scrapeUrl\":\""
            + scraped
            + "\",\"health\":\"up\",\"lastScrape\":\""
            + NOW.minusSeconds(1)
            + "\",\"scrapeInterval\":\"5s\"}]}}");
  }

  private Measurement.Measured targets() throws InterruptedException {
    return (Measurement.Measured) measure("prometheus-targets", "jobs: [web]");
  }

  private Measurement measure(String probe, String with) throws InterruptedException {
    Gate gate = gate(probe, with);
    return measure(gate, Inputs.plan(task, List.of(gate)));
  }

  private Measurement measure(Gate gate, Plan plan) throws InterruptedException {
    return feature.probes().stream()
        .filter(kind -> kind.name().equals(gate.probe()))
        .findFirst()
        .orElseThrow()
        .probe(gate, plan)
        .measure(input());
  }

  private Gate gate(String probe, String with) {
    var kind =
        feature.probes().stream().filter(one -> one.name().equals(probe)).findFirst().orElseThrow();
    var none = Threshold.parse("== 0").orElseThrow();
    return new Gate(
        "g",
        "",
        probe,
        settings(kind, "{prometheus: '" + prometheus.url() + "', " + with + "}"),
        none,
        none,
        Duration.ofSeconds(20));
  }

  private static StepInput input() {
    return Inputs.ticked();
  }

  private static Settings settings(SettingsReader reader, String yaml) {
    var problems = new Problems();
    var section =
        Section.of(ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "with", problems);
    Settings settings = reader.read(section);
    section.finish();
    problems.throwIfAny();
    return settings;
  }
}
