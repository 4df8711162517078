package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is wrong with addresses and files stands in {@link BrokenPlanTest}. */
class MetricsReaderTest {
  private static final String PLAN =
      """
      plan: p
      time-box: {length: 10h}
      roles: [{id: R}]
      blockers:
        - id: B
          owner: R
          tasks: [{id: t, kind: command, with: {command: [x]}}]
          gates: [{id: g, probe: command-exit, with: {command: [x]}, success: "== 0", alert: "> 0"}]
      """;

  @Test
  void the_shipped_plan_serves_this_machine_and_the_prometheus_of_the_stack() {
    Metrics metrics = PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2()).metrics();
    assertThat(metrics.listen())
        .containsExactly(
            new Metrics.Loopback("127.0.0.1", 9464), new Metrics.Gateway("prometheus", 9464));
    assertThat(metrics.targets()).contains("stack/prometheus/targets/emergency.json");
    assertThat(metrics.textfile()).isEmpty();
  }

  @Test
  void a_plan_that_does_not_speak_of_figures_gives_out_none() {
    assertThat(read("")).isEqualTo(Metrics.NONE);
  }

  @Test
  void a_text_file_alone_will_do_and_so_will_one_address() {
    Metrics file = read("metrics: {textfile: logs/e.prom}");
    assertThat(file.listen()).isEmpty();
    assertThat(file.textfile()).contains("logs/e.prom");
    assertThat(read("metrics: {listen: \"127.0.0.1:1\"}").listen())
        .containsExactly(new Metrics.Loopback("127.0.0.1", 1));
  }

  @Test
  void addresses_are_kept_as_numbers_and_read_as_they_were_written() {
    assertThat(read("metrics: {listen: [\"localhost:80\", \"[::1]:65535\"]}").listen())
        .containsExactly(new Metrics.Loopback("127.0.0.1", 80), new Metrics.Loopback("::1", 65_535))
        .extracting(Object::toString)
        .containsExactly("127.0.0.1:80", "[::1]:65535");
  }

  private static Metrics read(String metrics) {
    return PlanReader.read("plan.yaml", PLAN + metrics, Words.week2()).metrics();
  }
}
