package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private final List<String> lines = Samples.page().text().lines().toList();

  @Test
  void every_figure_is_on_the_page_of_a_full_life_with_its_kind_and_its_words() {
    for (Figure figure : Figure.values()) {
      String kind = figure.kind() == Figure.Kind.COUNTER ? "counter" : "gauge";
      assertThat(lines)
          .contains("# TYPE " + figure.written() + " " + kind)
          .contains("# HELP " + figure.written() + " " + figure.help())
          .anyMatch(line -> line.matches(figure.written() + "(\\{.*})? \\S+"));
    }
    assertThat(lines.stream().filter(line -> line.startsWith("# TYPE ")))
        .hasSameSizeAs(Figure.values());
  }

  @Test
  void says_what_run_it_is_and_how_its_clock_stands() {
    assertThat(lines)
        .contains("emergency_build_info{version=\"1.2.3\"} 1")
        .contains("emergency_run_info{plan=\"week-2\",run=\"run-1\"} 1")
        .contains("emergency_run_start_time_seconds 1.7676432E9")
        .contains("emergency_run_time_box_seconds 172800.0")
        .contains("emergency_run_remaining_seconds 100800.0");
  }

  @Test
  void one_status_of_a_blocker_is_true_and_the_others_are_not() {
    assertThat(lines)
        .contains("emergency_blocker_status{blocker=\"B-1\",status=\"resolved\"} 1.0")
        .contains("emergency_blocker_status{blocker=\"B-1\",status=\"pending\"} 0.0")
        .contains("emergency_blocker_status{blocker=\"B-2\",status=\"partially_resolved\"} 1.0")
        .contains("emergency_blocker_status{blocker=\"B-3\",status=\"pending\"} 1.0")
        .contains("emergency_blocker_resolved{blocker=\"B-1\"} 1.0")
        .contains("emergency_blocker_resolved{blocker=\"B-2\"} 0.0")
        .contains("emergency_blocker_rounds_allowed{blocker=\"B-2\"} 3.0")
        .contains("emergency_blocker_deadline_timestamp_seconds{blocker=\"B-1\"} 1.7676648E9")
        .contains("emergency_blocker_resolved_timestamp_seconds{blocker=\"B-1\"} 1.7676684E9");
    assertThat(starting("emergency_blocker_resolved_timestamp_seconds{blocker=\"B-2\"")).isEmpty();
    assertThat(starting("emergency_blocker_status{").filter(line -> line.endsWith(" 1.0")))
        .hasSize(3);
  }

  @Test
  void a_gate_that_could_not_be_measured_has_no_value() {
    assertThat(lines)
        .contains("emergency_gate_value{blocker=\"B-1\",gate=\"containers\"} 5.0")
        .contains("emergency_gate_value{blocker=\"B-2\",gate=\"pass-rate\"} 92.5")
        .contains("emergency_gate_verdict{blocker=\"B-2\",gate=\"pass-rate\",verdict=\"warn\"} 1.0")
        .contains(
            "emergency_gate_verdict{blocker=\"B-2\",gate=\"failed-cases\",verdict=\"unknown\"} 1.0")
        .contains(
            "emergency_gate_verdict{blocker=\"B-2\",gate=\"failed-cases\",verdict=\"pass\"} 0.0")
        .contains(
            "emergency_gate_measured_timestamp_seconds{blocker=\"B-2\",gate=\"failed-cases\"}"
                + " 1.76764329E9");
    assertThat(starting("emergency_gate_value{blocker=\"B-2\",gate=\"failed-cases\"")).isEmpty();
  }

  @Test
  void a_number_that_came_with_an_unknown_verdict_is_no_value_either() {
    String text =
        MetricsPage.of(
                Optional.of(
                    Samples.fold(
                        List.of(
                            Samples.started(),
                            Samples.reads(
                                "B-1", "ports", Verdict.UNKNOWN, OptionalDouble.of(Double.NaN))))),
                Samples.PLAN,
                Samples.watch(),
                Samples.NOW)
            .text();
    assertThat(text)
        .doesNotContain("emergency_gate_value{")
        .contains("gate=\"ports\",verdict=\"unknown\"} 1.0");
  }

  @Test
  void a_gate_that_nobody_measured_yet_is_unknown_and_has_no_time() {
    assertThat(lines)
        .contains(
            "emergency_gate_verdict{blocker=\"B-3\",gate=\"targets\",verdict=\"unknown\"} 1.0");
    assertThat(starting("emergency_gate_measured_timestamp_seconds{blocker=\"B-3\"")).isEmpty();
  }

  @Test
  void thresholds_are_those_of_the_plan() {
    assertThat(lines)
        .contains(
            "emergency_gate_success_threshold{blocker=\"B-2\",comparison=\">=\",gate=\"pass-rate\"}"
                + " 95.0")
        .contains(
            "emergency_gate_alert_threshold{blocker=\"B-2\",comparison=\"<\",gate=\"pass-rate\"}"
                + " 85.0");
  }

  @Test
  void remedies_are_counted_by_class_outcome_and_whether_they_moved_anything() {
    String subject = "{blocker=\"B-1\",failure_class=\"port-in-use\",";
    assertThat(lines)
        .contains(tried(subject, "applied", 1), tried(subject, "not-applicable", 1))
        .contains(tried(subject, "failed", 0))
        .contains(
            "emergency_remedies_judged_total"
                + subject
                + "moved=\"true\",remedy=\"alternate-port\"} 1.0");
  }

  @Test
  void checkpoints_decision_and_alerts_are_those_of_the_state() {
    assertThat(lines)
        .contains("emergency_checkpoint_status{checkpoint=\"6h\",status=\"met\"} 1.0")
        .contains("emergency_checkpoint_status{checkpoint=\"18h\",status=\"missed\"} 1.0")
        .contains("emergency_checkpoint_status{checkpoint=\"36h\",status=\"pending\"} 1.0")
        .contains("emergency_checkpoint_due_timestamp_seconds{checkpoint=\"6h\"} 1.7676648E9")
        .contains("emergency_run_decision{decision=\"UNDECIDED\"} 1.0")
        .contains("emergency_run_decision{decision=\"GO\"} 0.0")
        .contains("emergency_alerts_firing{severity=\"red\"} 2.0")
        .contains("emergency_alerts_firing{severity=\"yellow\"} 0.0");
  }

  @Test
  void the_watch_tells_of_itself() {
    assertThat(lines)
        .contains("emergency_monitor_uptime_seconds 71940.0")
        .contains("emergency_monitor_deep_checks_total 2.0")
        .contains("emergency_monitor_deep_check_duration_seconds 2.5")
        .contains("emergency_monitor_signals_total 1.0")
        .contains("emergency_monitor_repairs_total 1.0")
        .contains("emergency_monitor_repair_duration_seconds 0.43");
  }

  @Test
  void before_a_run_there_is_the_watch_and_the_plan_and_nothing_made_up() {
    String text =
        MetricsPage.of(
                Optional.empty(),
                Samples.PLAN,
                WatchFigures.begun("1", Samples.START),
                Samples.START.plus(Duration.ofSeconds(2)))
            .text();
    assertThat(text)
        .contains("emergency_monitor_uptime_seconds 2.0", "emergency_gate_success_threshold{")
        .doesNotContain("emergency_run_", "emergency_blocker_status", "emergency_gate_v")
        .doesNotContain("_deep_check_duration", "_signal_timestamp", "_repair_duration");
  }

  @Test
  void names_of_others_cannot_break_the_text() {
    var hostile = "a\"} 1\nforged 2\\";
    var started = (Event.RunStarted) Samples.started();
    var renamed =
        new Event.RunStarted(
            hostile,
            started.plan(),
            started.digest(),
            started.title(),
            started.timeBox(),
            started.checkEvery(),
            started.blockers(),
            started.facts());
    String text =
        MetricsPage.of(
                Optional.of(Samples.fold(List.of(renamed))),
                Samples.PLAN,
                Samples.watch(),
                Samples.NOW)
            .text();
    assertThat(text.lines())
        .contains("emergency_run_info{plan=\"week-2\",run=\"a\\\"} 1\\nforged 2\\\\\"} 1")
        .noneMatch(line -> line.startsWith("forged"));
  }

  @Test
  void whoever_asks_for_open_metrics_gets_it() throws IOException {
    assertThat(MetricsPage.Format.of("application/openmetrics-text;version=1.0.0,*/*;q=0.1"))
        .isEqualTo(MetricsPage.Format.OPEN_METRICS);
    assertThat(MetricsPage.Format.of("text/plain")).isEqualTo(MetricsPage.Format.PROMETHEUS);
    assertThat(MetricsPage.Format.of(null)).isEqualTo(MetricsPage.Format.PROMETHEUS);
    var bytes = new ByteArrayOutputStream();
    Samples.page().writeTo(bytes, MetricsPage.Format.OPEN_METRICS);
    String open = bytes.toString(StandardCharsets.UTF_8);
    assertThat(open)
        .endsWith("# EOF\n")
        .contains("# TYPE emergency_remedies_tried counter")
        .contains("# TYPE emergency_build info");
  }

  @Test
  void the_document_has_exactly_these_figures() throws IOException {
    List<String> documented =
        Files.readString(Path.of("docs/metrics.md"))
            .lines()
            .filter(line -> line.startsWith("| `emergency_"))
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(Figure.values()).map(MetricsPageTest::row).toList());
  }

  private static String row(Figure figure) {
    String labels =
        figure.labels().isEmpty() ? "" : "`" + String.join("`, `", figure.labels()) + "` ";
    return "| `%s` | %s | %s| %s |"
        .formatted(
            figure.written(),
            figure.kind() == Figure.Kind.COUNTER ? "counter" : "gauge",
            labels,
            figure.help());
  }

  private java.util.stream.Stream<String> starting(String start) {
    return lines.stream().filter(line -> line.startsWith(start));
  }

  private static String tried(String subject, String outcome, int count) {
    return "emergency_remedies_tried_total"
        + subject
        + "outcome=\""
        + outcome
        + "\",remedy=\"alternate-port\"} "
        + count
        + ".0";
  }
}
