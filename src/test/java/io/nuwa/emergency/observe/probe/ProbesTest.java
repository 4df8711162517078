package io.nuwa.emergency.observe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.ProbeKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers as Prometheus 2.42 gives them. */
class ProbesTest {
  private static final long NOW = 1_795_341_860L;
  private static final String UP = "up{job=\"mcp-exporter\"}";

  private static final Path HOME = Path.of("no-such-home");

  private final WebClient client = new WebClient();
  private WebDouble prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new WebDouble();
    prometheus.when("GET /api/v1/query?query=time", 200, scalar());
    prometheus.when("GET /api/v1/series", 200, "{\"status\":\"success\",\"data\":[]}");
    try (var stream = getClass().getResourceAsStream("/prometheus/targets-one-down.json")) {
      String recorded = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      prometheus.when("GET /api/v1/targets?state=active", 200, recorded);
    }
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void counts_targets_that_are_not_up_and_jobs_without_target() throws Exception {
    var measured = measured(targets("mcp-exporter", "text2sql", "prometheus"));
    assertThat(measured.value()).isEqualTo(2);
    assertThat(measured.text()).contains("connection refused", "text2sql has no target");
    assertThat(measured.cause()).map(cause -> cause.kind()).contains(FailureClass.TARGET_DOWN);
    assertThat(measured.evidence().getFirst().text()).contains("\"health\" : \"down\"");
  }

  @Test
  void one_whose_scrape_is_overdue_is_not_up_until_that_scrape_is_over() throws Exception {
    try (var slow = new WebDouble()) {
      slow.when("GET /api/v1/query?query=time", 200, scalar());
      // Seven seconds ago, each five: the scrape of two seconds ago hangs.
      slow.when("GET /api/v1/targets", 200, target("up", NOW - 7));
      slow.when("GET /api/v1/targets", 200, target("up", NOW - 7));
      slow.when("GET /api/v1/targets", 200, target("down", NOW - 2));
      var asked = new PrometheusTargets.Asked(slow.url(), List.of("web"), List.of());

      assertThat(measured(asked).value()).isEqualTo(1);
    }
  }

  @Test
  void one_whose_overdue_scrape_never_ends_is_unmeasured() throws Exception {
    try (var slow = new WebDouble()) {
      slow.when("GET /api/v1/query?query=time", 200, scalar());
      slow.when("GET /api/v1/targets", 200, target("up", NOW - 7));
      var asked = new PrometheusTargets.Asked(slow.url(), List.of("web"), List.of());

      assertThat(measure(new PrometheusTargets(HOME, client), asked))
          .isInstanceOfSatisfying(
              Measurement.Unmeasured.class,
              one -> assertThat(one.why().summary()).contains("a scrape that is overdue: web"));
    }
  }

  private static String target(String health, long scraped) {
    return "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"web\","
        + "\"instance\":\"web:1\"},\"health\":\""
        + health
        + "\",\"lastScrape\":\""
        + Instant.ofEpochSecond(scraped)
        + "\",\"lastScrapeDuration\":0.002,\"scrapeInterval\":\"5s\"}]}}";
  }

  @Test
  void no_target_at_all_is_never_a_pass() throws Exception {
    try (var empty = new WebDouble()) {
      empty.when(
          "GET /api/v1/targets", 200, "{\"status\":\"success\",\"data\":{\"activeTargets\":[]}}");
      var expecting = new PrometheusTargets.Asked(empty.url(), List.of("a", "b"), List.of());
      var expectingNothing = new PrometheusTargets.Asked(empty.url(), List.of(), List.of());
      assertThat(measure(new PrometheusTargets(HOME, client), expecting))
          .isInstanceOfSatisfying(
              Measurement.Measured.class, measured -> assertThat(measured.value()).isEqualTo(2));
      assertThat(measure(new PrometheusTargets(HOME, client), expectingNothing))
          .isInstanceOfSatisfying(
              Measurement.Unmeasured.class,
              unmeasured ->
                  assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.TARGET_DOWN));
    }
  }

  @Test
  void another_server_on_that_port_is_not_taken_for_prometheus() throws Exception {
    try (var other = new WebDouble()) {
      other.when("GET /", 200, "<html>hello</html>");
      var unmeasured =
          measure(
              new PrometheusTargets(HOME, client),
              new PrometheusTargets.Asked(other.url(), List.of("a"), List.of()));
      assertThat(unmeasured)
          .isInstanceOfSatisfying(
              Measurement.Unmeasured.class,
              one ->
                  assertThat(one.why().summary()).contains("is that the address of Prometheus?"));
    }
  }

  @Test
  void a_hole_in_the_raw_samples_is_counted_once() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600).filter(s -> s < 100 || s > 130), 1));
    var measured = measured(gaps("x"));
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text()).contains("1 gap in 10m", "has no sample for 32s");
    assertThat(measured.cause().orElseThrow().details())
        .containsEntry("open", "false")
        .containsKey("clean-at");
  }

  @Test
  void failed_scrapes_are_holes_of_up_though_it_has_samples() throws Exception {
    String both =
        IntStream.rangeClosed(0, 600)
            .mapToObj(s -> sample(s, s > 200 && s < 210 ? 0 : 1))
            .collect(Collectors.joining(","));
    range(UP, one("up", both));
    assertThat(measured(gaps(UP)).value()).isEqualTo(1);
  }

  @Test
  void a_target_that_failed_throughout_the_window_is_an_open_gap_though_others_answer()
      throws Exception {
    upOfTwo("127.0.0.1:39101", 1);
    var measured = measured(gaps("up"));
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text())
        .contains("(601 samples of 2 series)")
        .contains("mcp-exporter\"} has no sample for 10m until now");
  }

  @Test
  void a_target_that_alone_was_asked_for_and_failed_throughout_the_window_is_an_open_gap()
      throws Exception {
    range(UP, series("up", IntStream.rangeClosed(0, 600), 0));
    older(UP, one("up", "value", sample(0, 1)));
    var measured = measured(gaps(UP));
    assertThat(measured.text()).startsWith("1 gap in 10m (0 samples of 1 series)");
    assertThat(measured.cause().orElseThrow().details()).containsEntry("open", "true");
  }

  @Test
  void a_target_that_never_answered_has_no_gap() throws Exception {
    upOfTwo("127.0.0.1:39101", 0);
    assertThat(measured(gaps("up")).text()).isEqualTo("0 gaps in 10m (601 samples of 1 series)");
  }

  @Test
  void a_failed_target_that_is_none_any_more_has_no_gap() throws Exception {
    upOfTwo("127.0.0.1:39100", 1);
    assertThat(measured(gaps("up")).text()).isEqualTo("0 gaps in 10m (601 samples of 1 series)");
  }

  /** One of two targets failed throughout the window; the other one answered. */
  private void upOfTwo(String failed, double best) {
    String dead = series("up", IntStream.rangeClosed(0, 600), 0).replace("127.0.0.1:39101", failed);
    range("up", dead + "," + other(series("up", IntStream.rangeClosed(0, 600), 1)));
    String last = one("up", "value", sample(0, 0)).replace("127.0.0.1:39101", failed);
    answer("last_over_time(up[1d])", "vector", last + "," + other(last));
    String most = one("up", "value", sample(0, best)).replace("127.0.0.1:39101", failed);
    answer("max_over_time(up[1d])", "vector", most.replace("\"__name__\":\"up\",", ""));
  }

  private static String other(String series) {
    return series
        .replaceAll("127.0.0.1:\\d+", "127.0.0.1:39090")
        .replace("mcp-exporter", "prometheus");
  }

  @Test
  void an_heir_that_never_answered_has_the_gap_since_its_predecessor() throws Exception {
    String before = one("up", samples(IntStream.rangeClosed(0, 300), 1)).replace("39101", "39100");
    range(UP, before + "," + series("up", IntStream.rangeClosed(302, 600), 0));
    older(UP, "");
    assertThat(measured(gaps(UP)).text()).contains("1 gap in 10m", "has no sample for 5m", "until");
  }

  @Test
  void a_young_series_is_complete_from_its_first_sample_on() throws Exception {
    range("x", series("x", IntStream.rangeClosed(570, 600), 1));
    older("x", "");
    assertThat(measured(gaps("x")).value()).isZero();
  }

  @Test
  void an_old_series_that_came_back_has_a_gap_at_the_start_of_the_window() throws Exception {
    range("x", series("x", IntStream.rangeClosed(570, 600), 1));
    older("x", one("x", "value", sample(0, 1)));
    assertThat(measured(gaps("x")).value()).isEqualTo(1);
  }

  @Test
  void a_series_that_vanished_stays_a_gap_beyond_the_window() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    known("x", labels("39101", "a"), labels("39101", ""));
    var measured = measured(gaps("x"));
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text())
        .contains("1 gap in 10m (601 samples of 2 series)", "table=\"a\"", "no sample for 10m");
    assertThat(measured.cause().orElseThrow().details()).containsEntry("open", "true");
  }

  @Test
  void a_series_alone_that_vanished_is_a_gap_and_not_unknown() throws Exception {
    range("x", "");
    known("x", labels("39101", ""));
    assertThat(measured(gaps("x")).value()).isEqualTo(1);
  }

  @Test
  void a_series_whose_job_scrapes_another_instance_now_is_not_missed() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    known("x", labels("39100", ""), labels("39101", ""));
    assertThat(measured(gaps("x")).value()).isZero();
  }

  @Test
  void a_series_whose_job_is_gone_is_missed() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    known("x", labels("39101", "").replace("mcp-exporter", "removed"));
    assertThat(measured(gaps("x")).value()).isEqualTo(1);
  }

  @Test
  void looks_back_as_far_as_is_remembered() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    measured(gaps("x"));
    assertThat(prometheus.asked())
        .anyMatch(
            request ->
                request.equals(
                    "GET /api/v1/series?match%5B%5D=x&start="
                        + (NOW - 48 * 3600)
                        + ".500&end="
                        + NOW
                        + ".500"));
  }

  @Test
  void fewer_series_than_the_plan_wants_are_a_fault_of_their_own() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    var measured = measured(gaps(Duration.ofMinutes(10), 3, "x"));
    assertThat(measured.value()).isEqualTo(2);
    assertThat(measured.text()).contains("1 series", "there should be at least 3 series");
    assertThat(measured.cause().orElseThrow().kind()).isEqualTo(FailureClass.SERIES_GAP);
    assertThat(measured(gaps(Duration.ofMinutes(10), 1, "x")).value()).isZero();
  }

  @Test
  void a_window_that_no_gap_fits_into_measures_nothing() throws Exception {
    // Scraped each second: a gap is longer than 2.5 s.
    answer("x[2s]", "matrix", series("x", IntStream.rangeClosed(598, 600), 1));
    older("x", "");
    assertThat(measure(new SeriesGaps(HOME, client), gaps(Duration.ofSeconds(2), 0, "x")))
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            unmeasured -> {
              assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.CONFIGURATION);
              assertThat(unmeasured.why().summary())
                  .contains("a window of 2s is too short for a sample every 1s", "x{");
            });
  }

  @Test
  void a_series_that_is_scraped_too_seldom_to_be_found_makes_the_window_too_short()
      throws Exception {
    answer("x[2s]", "matrix", other(series("x", IntStream.rangeClosed(598, 600), 1)));
    known("x", labels("39101", ""));
    assertThat(measure(new SeriesGaps(HOME, client), gaps(Duration.ofSeconds(2), 0, "x")))
        .isInstanceOf(Measurement.Unmeasured.class);
  }

  @Test
  void settings_with_which_no_gap_could_be_seen_are_refused() {
    assertThat(problems("{series: [up], window: 1m, step: 30s}"))
        .containsExactly(
            "a window of 1m is too short for a sample every 30s: it must be longer than 1m15s: no"
                + " gap could ever be seen");
    assertThat(problems("{series: [up], window: 1h, remember: 10m}"))
        .containsExactly("'remember' must not be shorter than 'window'");
    assertThat(problems("{series: [up], window: 72h, at-least: 7}")).isEmpty();
  }

  private static List<String> problems(String with) {
    var problems = new Problems();
    var section =
        Section.of(ConfigReader.read("plan.yaml", with, problems).orElseThrow(), "with", problems);
    new SeriesGaps(HOME, new WebClient()).read(section);
    section.finish();
    return problems.list().stream().map(Problem::message).toList();
  }

  private void known(String selector, String... labels) {
    prometheus.when(
        "GET /api/v1/series?match%5B%5D=" + selector,
        200,
        "{\"status\":\"success\",\"data\":[" + String.join(",", labels) + "]}");
  }

  private static String labels(String port, String table) {
    return "{\"__name__\":\"x\",\"job\":\"mcp-exporter\",\"instance\":\"127.0.0.1:"
        + port
        + (table.isEmpty() ? "\"}" : "\",\"table\":\"" + table + "\"}");
  }

  private SeriesGaps.Asked gaps(Duration window, int atLeast, String series) {
    return new SeriesGaps.Asked(
        prometheus.url(), List.of(series), window, Optional.empty(), atLeast, Duration.ofHours(48));
  }

  @Test
  void an_infinite_value_is_no_number() throws Exception {
    for (String value : List.of("+Inf", "-Inf", "0x10")) {
      query("q", one("a", "value", "[" + NOW + ",\"" + value + "\"]"));
      assertThat(measure(new MetricValue(HOME, client), value("q")))
          .as(value)
          .isInstanceOf(Measurement.Unmeasured.class);
    }
  }

  @Test
  void no_sample_at_all_is_unmeasured() throws Exception {
    range("x", "");
    assertThat(measure(new SeriesGaps(HOME, client), gaps("x")))
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            unmeasured -> {
              assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.SERIES_GAP);
              assertThat(unmeasured.why().summary()).contains("no sample within 10m of x");
            });
  }

  @Test
  void asks_for_raw_samples_and_never_for_query_range() throws Exception {
    range("x", series("x", IntStream.rangeClosed(0, 600), 1));
    measured(gaps("x"));
    assertThat(prometheus.asked())
        .anyMatch(request -> request.contains("query=x%5B10m%5D"))
        .noneMatch(request -> request.contains("query_range"));
  }

  @Test
  void an_instance_that_moved_to_another_port_is_followed() throws Exception {
    String before = samples(IntStream.rangeClosed(0, 300), 1);
    String after = samples(IntStream.rangeClosed(340, 600), 1);
    String moved = one("x", before).replace("39101", "39100") + "," + one("x", after);
    range("x", moved);
    older("x", "");
    var measured = measured(gaps("x"));
    assertThat(measured.value()).isEqualTo(1);
    assertThat(measured.text()).contains("has no sample for 40s").doesNotContain("39100");
  }

  @Test
  void the_value_of_a_query_is_its_single_sample() throws Exception {
    query("sum(errors)", one("errors", "value", sample(600, 2.5)));
    var measured = measured(value("sum(errors)"));
    assertThat(measured.value()).isEqualTo(2.5);
    assertThat(measured.text()).isEqualTo("sum(errors) = 2.5");
  }

  @Test
  void a_query_without_sample_or_with_several_is_unmeasured() throws Exception {
    query("none", "");
    query("many", one("a", "value", sample(600, 1)) + "," + one("b", "value", sample(600, 1)));
    query("nan", one("a", "value", sample(600, Double.NaN)));
    assertThat(List.of("none", "many", "nan"))
        .allSatisfy(
            query ->
                assertThat(measure(new MetricValue(HOME, client), value(query)))
                    .isInstanceOf(Measurement.Unmeasured.class));
  }

  @Test
  void an_answer_with_a_warning_about_its_data_is_unmeasured() throws Exception {
    warned("x", "No StoreAPIs matched for this query", "another one");
    assertThat(measure(new MetricValue(HOME, client), value("x")))
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            unmeasured -> {
              assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.NOT_READY);
              assertThat(unmeasured.why().summary())
                  .endsWith("its answer may lack something: No StoreAPIs matched for this query");
            });
  }

  @Test
  void what_is_remarked_on_the_question_takes_nothing_from_the_answer() throws Exception {
    warned("x", "PromQL info: metric might not be a counter", "PromQL warning: mixed histograms");
    assertThat(measured(value("x")).value()).isEqualTo(2);
  }

  private void warned(String expression, String... warnings) {
    prometheus.when(
        "GET /api/v1/query?query=" + expression,
        200,
        "{\"status\":\"success\",\"warnings\":[\""
            + String.join("\",\"", warnings)
            + "\"],\"data\":{\"resultType\":\"vector\",\"result\":["
            + one("x", "value", sample(600, 2))
            + "]}}");
  }

  @Test
  void a_query_that_prometheus_cannot_parse_is_a_matter_of_configuration() throws Exception {
    prometheus.when(
        "GET /api/v1/query?query=up%5B",
        400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error: x\"}");
    assertThat(measure(new MetricValue(HOME, client), value("up[")))
        .isInstanceOfSatisfying(
            Measurement.Unmeasured.class,
            unmeasured -> {
              assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.CONFIGURATION);
              assertThat(unmeasured.why().summary()).contains("parse error");
            });
  }

  private Measurement.Measured measured(Settings settings) throws InterruptedException {
    ProbeKind kind =
        switch (settings) {
          case PrometheusTargets.Asked targets -> new PrometheusTargets(HOME, client);
          case SeriesGaps.Asked gaps -> new SeriesGaps(HOME, client);
          default -> new MetricValue(HOME, client);
        };
    return (Measurement.Measured) measure(kind, settings);
  }

  private static Measurement measure(ProbeKind kind, Settings settings)
      throws InterruptedException {
    var success = Threshold.parse("== 0").orElseThrow();
    var gate = new Gate("g", "", kind.name(), settings, success, success, Duration.ofSeconds(10));
    return kind.probe(gate, Inputs.plan()).measure(Inputs.ticked());
  }

  private PrometheusTargets.Asked targets(String... jobs) {
    return new PrometheusTargets.Asked(prometheus.url(), List.of(jobs), List.of());
  }

  private SeriesGaps.Asked gaps(String... series) {
    return new SeriesGaps.Asked(
        prometheus.url(),
        List.of(series),
        Duration.ofMinutes(10),
        Optional.empty(),
        0,
        Duration.ofHours(48));
  }

  private MetricValue.Asked value(String query) {
    return new MetricValue.Asked(prometheus.url(), query, Optional.empty());
  }

  private void range(String selector, String series) {
    answer(selector + "[10m]", "matrix", series);
  }

  private void older(String selector, String series) {
    answer("last_over_time(" + selector + "[1d])", "vector", series);
    answer("max_over_time(" + selector + "[1d])", "vector", series);
  }

  private void query(String expression, String series) {
    answer(expression, "vector", series);
  }

  private void answer(String expression, String type, String series) {
    prometheus.when(
        "GET /api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8),
        200,
        "{\"status\":\"success\",\"data\":{\"resultType\":\""
            + type
            + "\",\"result\":["
            + series
            + "]}}");
  }

  private static String series(String name, IntStream seconds, double value) {
    return one(name, samples(seconds, value));
  }

  private static String samples(IntStream seconds, double value) {
    return seconds.mapToObj(second -> sample(second, value)).collect(Collectors.joining(","));
  }

  private static String one(String name, String samples) {
    return one(name, "values", "[" + samples + "]");
  }

  private static String one(String name, String key, String samples) {
    return "{\"metric\":{\"__name__\":\""
        + name
        + "\",\"job\":\"mcp-exporter\",\"instance\":\"127.0.0.1:39101\"},\""
        + key
        + "\":"
        + samples
        + "}";
  }

  /** Second 600 is now. */
  private static String sample(int second, double value) {
    return "[" + (NOW - 600 + second) + ".08,\"" + value + "\"]";
  }

  private static String scalar() {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":["
        + NOW
        + ".5,\"1\"]}}";
  }
}
