package io.nuwa.emergency.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature as plans use it, with a real Prometheus and real targets. */
class ObserveFeatureIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir Path home;
  private ObserveFeature feature;
  private Exporter exporter;

  @BeforeEach
  void start() throws IOException {
    feature = new ObserveFeature(home, Map.of());
    exporter = new Exporter();
  }

  @AfterEach
  void stop() {
    exporter.close();
  }

  @Test
  void a_job_by_file_comes_up_goes_down_and_comes_back() throws Exception {
    configuration("", "");
    try (var prometheus = RealPrometheus.start(home, true)) {
      Task task = byFile(prometheus);
      Plan plan = Inputs.plan(task);
      for (Step step : feature.tasks().getFirst().steps(task, plan)) {
        assertThat(step.run(input())).isInstanceOf(StepResult.Done.class);
      }
      assertThat(targets(prometheus).value()).isZero();
      assertThat(measured("metric-value", "{prometheus: %s, query: exported_rows}", prometheus))
          .satisfies(measured -> assertThat(measured.value()).isEqualTo(42));

      exporter.stop();
      var down = until(() -> targets(prometheus), measured -> measured.value() == 1);
      assertThat(down.text()).contains("mcp-exporter", exporter.target(), "connection refused");
      Failure failure = down.cause().orElseThrow();
      assertThat(failure.kind()).isEqualTo(FailureClass.TARGET_DOWN);
      assertThat(remedy("rewrite-scrape-job", plan, failure))
          .isInstanceOf(RemedyResult.NotApplicable.class);
      assertThat(remedy("wait-for-scrape", plan, failure))
          .isInstanceOf(RemedyResult.NotApplicable.class);

      exporter.start();
      assertThat(remedy("wait-for-scrape", plan, failure)).isInstanceOf(RemedyResult.Applied.class);
      assertThat(targets(prometheus).value()).isZero();
    }
  }

  @Test
  void a_lost_file_is_written_again_by_the_remedy() throws Exception {
    configuration("", "");
    try (var prometheus = RealPrometheus.start(home, true)) {
      Plan plan = Inputs.plan(byFile(prometheus));
      var missing = targets(prometheus);
      assertThat(missing.value()).isEqualTo(1);
      assertThat(missing.text()).contains("mcp-exporter has no target");
      Failure failure = missing.cause().orElseThrow();
      assertThat(remedy("rewrite-scrape-job", plan, failure))
          .isInstanceOf(RemedyResult.Applied.class);
      assertThat(remedy("wait-for-scrape", plan, failure)).isInstanceOf(RemedyResult.Applied.class);
      assertThat(targets(prometheus).value()).isZero();
    }
  }

  @Test
  void a_stopped_target_leaves_one_gap_until_the_window_has_moved_on() throws Exception {
    configuration("", "");
    try (var prometheus = RealPrometheus.start(home, true)) {
      Task task = byFile(prometheus);
      Plan plan = Inputs.plan(task);
      for (Step step : feature.tasks().getFirst().steps(task, plan)) {
        step.run(input());
      }
      String gate =
          "{prometheus: %s, window: 15s, series: [exported_rows, 'up{job=\"mcp-exporter\"}']}";
      var young =
          until(
              () -> measured("series-gaps", gate, prometheus),
              measured -> measured.evidence().getFirst().text().lines().count() == 2);
      assertThat(young.value()).as(young.text()).isZero();

      exporter.stop();
      var open =
          until(() -> measured("series-gaps", gate, prometheus), measured -> measured.value() == 2);
      assertThat(open.text()).contains("exported_rows", "up{", "until now");
      assertThat(remedy("wait-for-clean-window", plan, open.cause().orElseThrow()))
          .isInstanceOf(RemedyResult.NotApplicable.class);

      exporter.start();
      var closed =
          until(
              () -> measured("series-gaps", gate, prometheus),
              measured -> !measured.text().contains("until now"));
      assertThat(closed.value()).isEqualTo(2);
      assertThat(remedy("wait-for-clean-window", plan, closed.cause().orElseThrow()))
          .isInstanceOf(RemedyResult.Applied.class);
      assertThat(measured("series-gaps", gate, prometheus).value()).isZero();
    }
  }

  @Test
  void a_job_is_added_to_the_users_own_configuration_and_loaded() throws Exception {
    String users = configuration("# mine, do not touch\n", "\nrule_files: []  # none\n");
    try (var prometheus = RealPrometheus.start(home, true)) {
      Task task = byConfiguration(prometheus, exporter.target());
      for (Step step : feature.tasks().getFirst().steps(task, Inputs.plan(task))) {
        assertThat(step.run(input())).isInstanceOf(StepResult.Done.class);
      }
      assertThat(withoutBlock(read())).isEqualTo(users);
      assertThat(
              measured("prometheus-targets", "{prometheus: %s, jobs: [added]}", prometheus).value())
          .isZero();
      String once = read();
      run(task, "write");
      assertThat(read()).isEqualTo(once);
    }
  }

  @Test
  void a_job_that_prometheus_refuses_is_taken_out_again() throws Exception {
    String users = configuration("", "");
    try (var prometheus = RealPrometheus.start(home, true)) {
      var result = run(byConfiguration(prometheus, "no/host"), "write");
      assertThat(((StepResult.Failed) result).failure().summary()).contains("no/host", "put back");
      assertThat(read()).isEqualTo(users);
    }
  }

  @Test
  void without_lifecycle_a_hangup_by_hand_is_what_is_missing() throws Exception {
    configuration("", "");
    try (var prometheus = RealPrometheus.start(home, false)) {
      Task task = byConfiguration(prometheus, exporter.target());
      var refused = (StepResult.Failed) run(task, "write");
      assertThat(refused.failure().summary()).contains("SIGHUP", "--web.enable-lifecycle");
      prometheus.hangUp();
      until(() -> run(task, "write"), StepResult.Done.class::isInstance);
      assertThat(run(task, "targets-up")).isInstanceOf(StepResult.Done.class);
    }
  }

  private String configuration(String head, String tail) throws IOException {
    String text =
        head
            + """
            global: {scrape_interval: 1s, scrape_timeout: 900ms}
            scrape_configs:
              - job_name: mcp-exporter
                file_sd_configs: [{files: [%s], refresh_interval: 1s}]
            """
                .formatted(home.resolve("targets/mcp-exporter.json"))
            + tail;
    // The folder is there before Prometheus is, as with a mounted one: it watches folders.
    Files.createDirectories(home.resolve("targets"));
    Files.writeString(home.resolve("prometheus.yml"), text);
    return text;
  }

  private String read() throws IOException {
    return Files.readString(home.resolve("prometheus.yml"));
  }

  private static String withoutBlock(String text) {
    return text.replaceAll("(?s) *# emergency: begin.*# emergency: end[^\n]*\n", "");
  }

  private Task byFile(RealPrometheus prometheus) {
    return task(
        """
        prometheus: %s
        jobs: [{job: mcp-exporter, file: targets/mcp-exporter.json, targets: ["%s"]}]
        """
            .formatted(prometheus.url(), exporter.target()));
  }

  private Task byConfiguration(RealPrometheus prometheus, String target) {
    return task(
        """
        prometheus: %s
        jobs: [{job: added, config: {config-file: prometheus.yml}, targets: ["%s"]}]
        """
            .formatted(prometheus.url(), target));
  }

  private Task task(String yaml) {
    return Inputs.task("scrape-job", settings(feature.tasks().getFirst(), yaml));
  }

  private StepResult run(Task task, String id) throws InterruptedException {
    return feature.tasks().getFirst().steps(task, Inputs.plan(task)).stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow()
        .run(input());
  }

  private RemedyResult remedy(String name, Plan plan, Failure failure) throws InterruptedException {
    return feature.remedies(plan).stream()
        .filter(remedy -> remedy.name().equals(name))
        .findFirst()
        .orElseThrow()
        .apply(failure, input());
  }

  private Measurement.Measured targets(RealPrometheus prometheus) throws InterruptedException {
    return measured("prometheus-targets", "{prometheus: %s, jobs: [mcp-exporter]}", prometheus);
  }

  private Measurement.Measured measured(String probe, String yaml, RealPrometheus prometheus)
      throws InterruptedException {
    var kind =
        feature.probes().stream().filter(p -> p.name().equals(probe)).findFirst().orElseThrow();
    Settings settings = settings(kind, yaml.replace("%s", prometheus.url()));
    var success = Threshold.parse("== 0").orElseThrow();
    var gate = new Gate("g", "", probe, settings, success, success, LIMIT);
    Measurement measurement = kind.probe(gate, Inputs.plan()).measure(input());
    return switch (measurement) {
      case Measurement.Measured measured -> measured;
      case Measurement.Unmeasured(Failure why) ->
          new Measurement.Measured(
              Double.NaN,
              "unmeasured: " + why.summary(),
              java.util.Optional.of(why),
              java.util.List.of(new io.nuwa.emergency.step.Evidence("none", "")));
    };
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

  private static StepInput input() {
    return Inputs.with(Time.system(), LIMIT, Map.of());
  }

  /** Something that is asked again and again. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws InterruptedException;
  }

  private static <T> T until(Question<T> question, Predicate<T> wanted)
      throws InterruptedException {
    var deadline = Time.system().instant().plus(LIMIT);
    T answer = question.ask();
    while (!wanted.test(answer)) {
      assertThat(Time.system().instant()).as("last answer: " + answer).isBefore(deadline);
      Time.system().pause(Duration.ofMillis(200));
      answer = question.ask();
    }
    return answer;
  }
}
