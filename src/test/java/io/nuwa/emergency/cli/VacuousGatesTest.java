package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Vocabulary;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates that would pass whatever is measured, with the probes that the features really bring. */
class VacuousGatesTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String HEAD =
      """
      plan: p
      roles: [{id: Ops}]
      stack: {compose-file: compose.yaml, project: p, services: [a, b]}
      """;
  private static final String BOX = "time-box: {length: 48h}\n";

  private final Vocabulary vocabulary =
      Wiring.catalog(new Workplace(HOME, Map.of(), "java")).vocabulary();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          healthy-containers | {} | >= 0 | 0 to 2
          healthy-containers | {} | <= 2 | 0 to 2
          open-ports | {ports: [80, 81, 82]} | > -1 | 0 to 3
          injected-rows | {} | >= 0 | 0 or more
          test-results | {reports: 'logs/*.xml', reads: pass-rate} | <= 100 | 0 to 100
          test-results | {reports: 'logs/*.xml', reads: failed-cases} | >= 0 | 0 or more
          prometheus-targets | {jobs: [a]} | >= 0 | 0 or more
          series-gaps | {series: [up]} | != -1 | 0 or more
          grafana-dashboard | {} | <= 1 | 0 to 1
          http-status | {url: 'http://a'} | != 0 | 100 to 599
          command-exit | {command: [x]} | >= 0 | 0 to 255
          """)
  void a_success_that_every_number_of_the_probe_satisfies_is_refused(
      String probe, String with, String success, String range) {
    assertThat(problems(gate(probe, with, success, "== -7")))
        .contains(
            "success '"
                + success
                + "' holds for every number that '"
                + probe
                + "' can measure ("
                + range
                + "): it proves nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          healthy-containers | {} | == 3
          open-ports | {ports: [80]} | >= 2
          test-results | {reports: 'logs/*.xml', reads: pass-rate} | > 100
          command-exit | {command: [x]} | == -1
          """)
  void a_success_that_no_number_of_the_probe_satisfies_is_refused(
      String probe, String with, String success) {
    assertThat(problems(gate(probe, with, success, "== -7")))
        .contains("satisfies success '" + success + "': it can never pass");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          open-ports | {ports: []} | 'ports' must name at least one
          prometheus-targets | {jobs: []} | 'jobs' must name at least one
          prometheus-targets | {} | 'jobs' is missing
          series-gaps | {series: []} | 'series' must name at least one
          """)
  void a_gate_over_nothing_is_refused(String probe, String with, String problem) {
    assertThat(problems(gate(probe, with, "== 0", "> 0"))).contains(problem);
  }

  @Test
  void a_number_of_unknown_range_may_be_compared_with_anything() {
    assertThat(problems(gate("command-number", "{command: [x]}", ">= 0", "< 0"))).isEmpty();
  }

  @Test
  void a_checkpoint_that_could_not_be_missed_and_a_risk_that_is_never_seen_are_refused() {
    String checkpoint =
        "time-box: {length: 48h, checkpoints: [{id: c, at: 1h, expect: gate, gate: B/g, reads:"
            + " '>= 0', otherwise: red}]}\n";
    String risk =
        "risks: [{id: r, severity: red, probe: series-gaps, with: {series: [up]}, alert: '< 0'}]\n";
    assertThat(
            problems(
                gate("prometheus-targets", "{jobs: [a]}", "== 0", "> 0").replace(BOX, checkpoint)
                    + risk))
        .contains("'>= 0' holds for every number that this gate can measure (0 or more)")
        .contains("satisfies alert '< 0': this risk could never be seen");
  }

  private static String gate(String probe, String with, String success, String alert) {
    return HEAD
        + BOX
        + "blockers:\n"
        + "  - id: B\n"
        + "    owner: Ops\n"
        + "    tasks: [{id: t, kind: command, with: {command: [x]}}]\n"
        + "    gates: [{id: g, probe: "
        + probe
        + ", with: "
        + with
        + ", success: '"
        + success
        + "', alert: '"
        + alert
        + "'}]\n";
  }

  private String problems(String text) {
    try {
      PlanReader.read("plan.yaml", text, vocabulary);
      return "";
    } catch (InvalidConfigurationException e) {
      return e.getMessage();
    }
  }
}
