package io.nuwa.emergency.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapeJobSettingsTest {
  private final Problems problems = new Problems();

  @Test
  void two_jobs_do_not_share_a_file() {
    Jobs.read(
        "jobs: [{job: a, file: t.json, targets: ['a:1']}, {job: b, file: t.json, targets:"
            + " ['b:1']}]",
        problems);
    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly("'t.json' is the file of two jobs: each would undo the other");
  }

  @Test
  void reads_every_setting() {
    var settings =
        Jobs.read(
            """
            prometheus: http://127.0.0.1:9999
            expect: [prometheus]
            jobs:
              - job: mcp-exporter
                file: stack/prometheus/targets/mcp-exporter.json
                targets: ["mcp-exporter:${port.exporter}"]
                labels: {team: week-2}
              - job: mine
                config: {config-file: /etc/prometheus/prometheus.yml, reload: none}
                targets: ["mine:1"]
            """,
            problems);
    assertThat(problems.list()).isEmpty();
    assertThat(settings)
        .isEqualTo(
            new ScrapeJobSettings(
                "http://127.0.0.1:9999",
                List.of(
                    new ScrapeJob(
                        "mcp-exporter",
                        new ScrapeJob.Place.TargetsFile(
                            "stack/prometheus/targets/mcp-exporter.json"),
                        List.of("mcp-exporter:${port.exporter}"),
                        Map.of("team", "week-2")),
                    new ScrapeJob(
                        "mine",
                        new ScrapeJob.Place.Configuration("/etc/prometheus/prometheus.yml", false),
                        List.of("mine:1"),
                        Map.of())),
                List.of("prometheus")));
    assertThat(settings.expected()).containsExactly("mcp-exporter", "mine", "prometheus");
  }

  @Test
  void defaults_are_the_shipped_stack_and_a_reload_over_http() {
    var settings =
        Jobs.read(
            "jobs: [{job: a, targets: 'a:1', config: {config-file: prometheus.yml}}]", problems);
    assertThat(problems.list()).isEmpty();
    assertThat(settings.prometheus()).isEqualTo("http://127.0.0.1:${port.prometheus}");
    assertThat(settings.jobs().getFirst().place())
        .isEqualTo(new ScrapeJob.Place.Configuration("prometheus.yml", true));
  }

  @Test
  void reports_every_problem_at_its_place() {
    Jobs.read(
        """
        jobs:
          - job: "two words"
            targets: ["http://a:1"]
            labels: {1x: y}
          - job: a
            file: a.json
            config: {config-file: p.yml, reload: htp}
            target: [a]
          - job: a
            file: a.json
            targets: [a]
        """,
        problems);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .anyMatch(p -> p.startsWith("plan.yaml:2:") && p.contains("two words"))
        .anyMatch(p -> p.contains("needs 'file'"))
        .anyMatch(p -> p.contains("without a scheme"))
        .anyMatch(p -> p.contains("'1x' is no name for a label"))
        .anyMatch(p -> p.contains("not both"))
        .anyMatch(p -> p.contains("did you mean 'http'?"))
        .anyMatch(p -> p.contains("'target' is not known here; did you mean 'targets'?"))
        .anyMatch(p -> p.contains("'targets' is missing"))
        .anyMatch(p -> p.contains("stands in 'jobs' twice"));
  }

  @Test
  void a_task_without_jobs_is_a_mistake() {
    Jobs.read("prometheus: http://a", problems);
    assertThat(problems.list()).extracting(Problem::message).contains("'jobs' is missing");
  }
}
