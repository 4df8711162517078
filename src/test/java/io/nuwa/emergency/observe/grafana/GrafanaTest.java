package io.nuwa.emergency.observe.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrafanaTest {
  @TempDir Path home;
  private GrafanaDouble grafana;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws IOException {
    grafana = new GrafanaDouble();
    environment = Map.of("GRAFANA_URL", grafana.url() + "/", "GRAFANA_TOKEN", GrafanaDouble.TOKEN);
  }

  @AfterEach
  void stop() {
    grafana.close();
  }

  @Test
  void without_an_address_nothing_is_asked_and_nothing_is_claimed() throws Exception {
    environment = Map.of("GRAFANA_TOKEN", GrafanaDouble.TOKEN);
    for (Step step : steps(settings(Optional.empty(), Optional.empty()))) {
      var skipped = (StepResult.Skipped) step.run(Inputs.ticked());
      assertThat(skipped.reason()).startsWith("not configured: set GRAFANA_URL");
      assertThat(step.intent(Inputs.ticked().values())).startsWith("not configured");
    }
    assertThat(grafana.requests).isEmpty();
    assertThat(measure())
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            no -> assertThat(no.why().summary()).contains("not configured"));
  }

  @Test
  void provisions_and_reads_back_with_requests_that_grafana_accepts() throws Exception {
    assertThat(measured().value()).isZero();
    List<String> summaries = runAll();
    assertThat(summaries.get(0)).contains("is well, version 11.6.0");
    assertThat(summaries.get(1)).contains("added", "Successfully queried");
    assertThat(summaries.get(2))
        .contains("stored, 7 panels; ", "'emergency: the watch' stored, 16 panels");
    assertThat(summaries.get(4)).contains("read back");
    assertThat(grafana.violations).isEmpty();
    assertThat(grafana.dashboards).containsOnlyKeys("emergency-week-2", "emergency-watch");
    assertThat(grafana.datasources.get("emergency-prometheus").path("url").asText())
        .isEqualTo("http://prometheus:9090");
    assertThat(grafana.annotations).hasSize(1);
    assertThat(measured().value()).isEqualTo(1);
  }

  @Test
  void a_second_time_changes_nothing() throws Exception {
    runAll();
    List<String> again = runAll();
    assertThat(again).anyMatch(s -> s.contains("there already: Success"));
    assertThat(grafana.dashboards.get("emergency-week-2").path("version").asInt()).isEqualTo(1);
    assertThat(grafana.annotations).hasSize(1);
    assertThat(grafana.violations).isEmpty();
  }

  @Test
  void a_datasource_that_leads_elsewhere_is_brought_up_to_date() throws Exception {
    runAll();
    grafana.datasources.get("emergency-prometheus").put("url", "http://old:9090");
    assertThat(measured().text()).contains("leads to http://old:9090");
    assertThat(runAll()).anyMatch(summary -> summary.contains("brought up to date"));
    assertThat(measured().value()).isEqualTo(1);
    assertThat(grafana.violations).isEmpty();
  }

  @Test
  void a_datasource_from_a_file_is_not_fought_over() throws Exception {
    runAll();
    grafana.datasources.get("emergency-prometheus").put("url", "http://old").put("readOnly", true);
    Failure failure = failed("datasource");
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("comes from a file of Grafana's");
  }

  @Test
  void a_name_that_another_datasource_has_is_explained() throws Exception {
    runAll();
    grafana.datasources.put("other", grafana.datasources.remove("emergency-prometheus"));
    assertThat(failed("datasource").summary()).contains("with another uid");
  }

  @Test
  void a_datasource_that_cannot_reach_prometheus_is_ill() throws Exception {
    runAll();
    grafana.prometheusAnswers = false;
    assertThat(failed("datasource").kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(measured().value()).isZero();
    assertThat(measured().text()).contains("is ill", "connection refused");
  }

  @Test
  void a_dashboard_that_somebody_changed_is_seen_and_stored_again() throws Exception {
    runAll();
    grafana.dashboards.get("emergency-week-2").putArray("panels");
    assertThat(measured().text()).contains("shows something else");
    assertThat(failed("read-back").summary()).contains("shows something else");
    runAll();
    assertThat(measured().value()).isEqualTo(1);
  }

  @Test
  void a_refused_token_is_a_matter_of_authentication_and_not_repeated() throws Exception {
    environment = Map.of("GRAFANA_URL", grafana.url(), "GRAFANA_TOKEN", "glsa_wrong");
    Failure failure = failed("datasource");
    assertThat(failure.kind()).isEqualTo(FailureClass.AUTHENTICATION);
    assertThat(failure.toString()).doesNotContain("glsa_wrong");
  }

  @Test
  void an_answer_that_repeats_the_token_is_scrubbed() throws Exception {
    try (var chatty = new WebDouble()) {
      chatty.when("POST /api/datasources", 422, "{\"message\":\"you said glsa_secret\"}");
      environment = Map.of("GRAFANA_URL", chatty.url(), "GRAFANA_TOKEN", "glsa_secret");
      assertThat(failed("datasource").toString()).contains("you said ***").doesNotContain("secret");
    }
  }

  @Test
  void a_token_that_fits_no_header_is_refused_without_being_repeated() throws Exception {
    environment = Map.of("GRAFANA_URL", grafana.url(), "GRAFANA_TOKEN", "abc\ndef");
    Failure failure = failed("datasource");
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.toString()).doesNotContain("abc").doesNotContain("def\n");
  }

  @Test
  void another_grafana_that_was_given_the_same_in_another_run_is_none_of_ours() throws Exception {
    runAll();
    assertThat(afterItsTask().value()).isEqualTo(1);
    grafana.annotations.removeAll();
    grafana
        .annotations
        .addObject()
        .put("dashboardUID", "any")
        .putArray("tags")
        .add("emergency")
        .add("run-week-2-4711");
    var measured = afterItsTask();
    assertThat(measured.value()).isZero();
    assertThat(measured.text()).contains("another Grafana answers here");
  }

  @Test
  void what_says_200_without_the_health_of_a_grafana_is_none() throws Exception {
    grafana.health = "{\"status\":\"ok\"}";
    assertThat(failed("health").summary()).contains("does not answer as Grafana");
    grafana.health = "{\"database\":\"failing\",\"version\":\"11\"}";
    assertThat(failed("health").kind()).isEqualTo(FailureClass.NOT_READY);
  }

  private Measurement.Measured afterItsTask() throws InterruptedException {
    var settings = settings(Optional.empty(), Optional.empty());
    Gate gate = gate(settings);
    var plan = Inputs.plan(Inputs.task("grafana-dashboard", settings), List.of(gate));
    return (Measurement.Measured)
        new GrafanaDashboard(home, new WebClient(), environment)
            .probe(gate, plan)
            .measure(Inputs.ticked());
  }

  @Test
  void nobody_at_the_address_is_not_ready() throws Exception {
    grafana.close();
    assertThat(failed("health").kind()).isEqualTo(FailureClass.NOT_READY);
  }

  @Test
  void the_plan_goes_before_the_environment_and_a_missing_secret_counts_as_not_given()
      throws Exception {
    var input = Inputs.ticked();
    var fromFile =
        settings(Optional.of("http://plan:3000"), Optional.of("${secret.GRAFANA_TOKEN}"));
    var access = GrafanaAccess.find(fromFile, environment, input.values()).orElseThrow();
    assertThat(access.address().text()).isEqualTo("http://plan:3000");
    assertThat(access.authorization()).contains("Bearer glsa_from_file");
    var missing = settings(Optional.of("${secret.GRAFANA_URL}"), Optional.empty());
    assertThat(GrafanaAccess.find(missing, Map.of(), input.values())).isEmpty();
  }

  @Test
  void user_and_password_will_do_instead_of_a_token() throws Exception {
    var variables =
        Map.of("GRAFANA_URL", "http://g", "GRAFANA_USER", "admin", "GRAFANA_PASSWORD", "pw");
    var access =
        GrafanaAccess.find(
                settings(Optional.empty(), Optional.empty()), variables, Inputs.ticked().values())
            .orElseThrow();
    assertThat(access.authorization()).contains("Basic YWRtaW46cHc=");
    assertThat(access.toString()).isEqualTo("Grafana at http://g");
  }

  @Test
  void a_wrapped_or_nameless_dashboard_is_refused() throws Exception {
    Files.writeString(home.resolve("wrapped.json"), "{\"dashboard\":{\"uid\":\"a\"}}");
    Files.writeString(home.resolve("nameless.json"), "{\"uid\":\"a\"}");
    Files.writeString(home.resolve("broken.json"), "{");
    Files.writeString(home.resolve("blank.json"), "{\"uid\":\"a b\",\"title\":\"t\"}");
    assertThat(
            List.of("wrapped.json", "nameless.json", "broken.json", "blank.json", "missing.json"))
        .allSatisfy(
            file -> {
              var failure = failure(steps(withDashboard(file)).get(2).run(Inputs.ticked()));
              assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
              assertThat(failure.summary()).contains(file);
            });
  }

  private List<String> runAll() throws InterruptedException {
    var summaries = new ArrayList<String>();
    for (Step step : steps(settings(Optional.empty(), Optional.empty()))) {
      summaries.add(((StepResult.Done) step.run(Inputs.ticked())).summary());
    }
    return summaries;
  }

  private Failure failed(String id) throws InterruptedException {
    Step step =
        steps(settings(Optional.empty(), Optional.empty())).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow();
    return failure(step.run(Inputs.ticked()));
  }

  private static Failure failure(StepResult result) {
    return ((StepResult.Failed) result).failure();
  }

  private List<Step> steps(GrafanaSettings settings) {
    var task = new GrafanaDashboardTask(home, new WebClient(), environment);
    return task.steps(Inputs.task(task.name(), settings), Inputs.plan());
  }

  private Measurement.Measured measured() throws InterruptedException {
    return (Measurement.Measured) measure();
  }

  private Measurement measure() throws InterruptedException {
    Gate gate = gate(settings(Optional.empty(), Optional.empty()));
    return new GrafanaDashboard(home, new WebClient(), environment)
        .probe(gate, Inputs.plan())
        .measure(Inputs.ticked());
  }

  private static Gate gate(GrafanaSettings settings) {
    var success = Threshold.parse("== 1").orElseThrow();
    return new Gate(
        "g", "", "grafana-dashboard", settings, success, success, Duration.ofSeconds(9));
  }

  private static GrafanaSettings settings(Optional<String> url, Optional<String> token) {
    return new GrafanaSettings(
        url,
        token,
        Optional.empty(),
        Optional.empty(),
        "http://prometheus:9090",
        "emergency-prometheus",
        List.of(),
        Optional.empty());
  }

  private static GrafanaSettings withDashboard(String path) {
    return new GrafanaSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "http://prometheus:9090",
        "emergency-prometheus",
        List.of(path),
        Optional.empty());
  }
}
