package io.nuwa.emergency.drill.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.cli.ShippedPlan;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Metrics;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Pictures;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCopyTest {
  private static final Map<String, Integer> PORTS =
      Map.of("text2sql", 1, "postgres", 2, "prometheus", 3, "exporter", 4, "alertmanager", 5);

  private final Plan real = ShippedPlan.read(ShippedPlan.text());

  @Test
  void the_clock_runs_faster_and_its_parts_keep_their_proportions() {
    Plan quick = ShippedPlan.read(copy(240).text());
    assertThat(quick.timeBox().length()).isEqualTo(Duration.ofMinutes(12));
    assertThat(quick.timeBox().checkEvery()).isEqualTo(Duration.ofSeconds(90));
    assertThat(quick.timeBox().phases())
        .extracting(Phase::to)
        .containsExactlyElementsOf(
            real.timeBox().phases().stream().map(p -> p.to().dividedBy(240)).toList());
    assertThat(quick.timeBox().checkpoints())
        .extracting(Checkpoint::at)
        .containsExactlyElementsOf(
            real.timeBox().checkpoints().stream().map(c -> c.at().dividedBy(240)).toList());
    assertThat(quick.blockers())
        .extracting(b -> b.deadline().orElseThrow())
        .containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(270), Duration.ofSeconds(540));
  }

  @Test
  void the_rules_of_verdicts_stay() {
    Plan quick = ShippedPlan.read(copy(240).text());
    assertThat(quick.blockers().stream().flatMap(b -> b.gates().stream()))
        .extracting(Gate::id, Gate::probe, Gate::success, Gate::alert, Gate::timeout)
        .containsExactlyElementsOf(
            real.blockers().stream()
                .flatMap(b -> b.gates().stream())
                .map(
                    g ->
                        org.assertj.core.groups.Tuple.tuple(
                            g.id(), g.probe(), g.success(), g.alert(), g.timeout()))
                .toList());
    assertThat(quick.blockers())
        .extracting(Blocker::rounds)
        .containsExactlyElementsOf(real.blockers().stream().map(Blocker::rounds).toList());
    assertThat(quick.ladders()).isEqualTo(real.ladders());
    assertThat(quick.timeBox().checkpoints())
        .extracting(Checkpoint::expectation)
        .containsExactlyElementsOf(
            real.timeBox().checkpoints().stream().map(Checkpoint::expectation).toList());
  }

  @Test
  void windows_keep_several_scrapes_and_results_outlive_a_repair() {
    assertThat(copy(480).text()).contains("\"window\" : \"30s\"", "\"max-age\" : \"1m30s\"");
    assertThat(copy(10).text()).contains("\"window\" : \"1m\"", "\"max-age\" : \"36m\"");
    assertThat(copy(1).text()).contains("\"window\" : \"10m\"", "\"max-age\" : \"6h\"");
  }

  @Test
  void a_watch_of_it_opens_no_port_and_tells_nobody_but_its_own_alertmanager() {
    String users =
        ShippedPlan.text()
            .replace(
                "\nalerts:\n",
                "\nalerts:\n  webhooks: [{id: chat, form: json, url: 'https://chat.example/x'}]\n");
    Plan told = ShippedPlan.read(users);
    assertThat(told.alerting().webhooks()).hasSize(1);
    assertThat(told.metrics()).isNotEqualTo(Metrics.NONE);
    Plan quick = ShippedPlan.read(maker(20).of("promptx/plan.yaml", users).text());
    assertThat(quick.alerting().alertmanager()).contains("http://127.0.0.1:${port.alertmanager}");
    assertThat(quick.alerting().webhooks()).isEmpty();
    assertThat(quick.metrics()).isEqualTo(Metrics.NONE);
    assertThat(quick.pictures()).isEqualTo(Pictures.USUAL);
  }

  @Test
  void an_alertmanager_that_is_not_of_the_stack_is_told_nothing() {
    String users =
        ShippedPlan.text()
            .replace("http://127.0.0.1:${port.alertmanager}", "http://alerts.example:9093");
    Plan quick = ShippedPlan.read(maker(20).of("promptx/plan.yaml", users).text());
    assertThat(quick.alerting()).isEqualTo(Alerting.NONE);
  }

  @Test
  void it_touches_nothing_of_the_users() {
    PlanCopy.Made made = copy(240);
    Plan quick = ShippedPlan.read(made.text());
    Stack stack = quick.stack().orElseThrow();
    assertThat(stack.project()).isEqualTo("week2-drill");
    assertThat(stack.environmentFile()).contains("stack/secrets.env");
    assertThat(stack.images()).containsExactly("engine", "tag");
    assertThat(quick.ports()).isEqualTo(PORTS);
    assertThat(quick.blockers().stream().flatMap(b -> b.tasks().stream()))
        .extracting(task -> task.kind())
        .containsExactly("compose-up", "generate-data", "acceptance-suite", "scrape-job");
    assertThat(made.composeFile()).isEqualTo("stack/compose.yaml");
    assertThat(made.schema()).isEqualTo("stack/postgres/schema.sql");
    assertThat(made.suite()).isEqualTo("target/text2sql.jar");
  }

  @Test
  void a_suite_that_a_drill_puts_in_place_may_have_fewer_cases() {
    assertThat(ShippedPlan.text()).contains("cases: 102");
    assertThat(copy(240).text()).doesNotContain("\"cases\"");
  }

  @Test
  void files_elsewhere_are_named_for_copying_and_replaced() {
    String text =
        ShippedPlan.text()
            .replace("stack/compose.yaml", "/elsewhere/compose.yaml")
            .replace("schema: stack/postgres/schema.sql", "schema: /elsewhere/schema.sql")
            .replace("${home}/target/text2sql.jar", "/elsewhere/text2sql.jar");
    PlanCopy.Made made = maker(240).of("plan.yaml", text);
    assertThat(made.composeFile()).isEqualTo("/elsewhere/compose.yaml");
    assertThat(made.schema()).isEqualTo("/elsewhere/schema.sql");
    assertThat(made.suite()).isEqualTo("/elsewhere/text2sql.jar");
    assertThat(made.text()).doesNotContain("/elsewhere");
  }

  @Test
  void speeds_have_bounds() {
    assertThatThrownBy(() -> new Compression(0)).hasMessageContaining("from 1 to 480");
    assertThatThrownBy(() -> new Compression(481)).hasMessageContaining("not 481");
  }

  @Test
  void a_plan_about_another_stack_is_refused_by_name() {
    String other =
        ShippedPlan.text()
            .replace("text2sql, prometheus, mcp-exporter, alertmanager]", "text2sql, web]")
            .replace("${gateway.prometheus}", "${gateway.web}")
            .replace("  exporter: 9101\n", "  exporter: 9101\n  web: 80\n")
            .replace("\"== 5\"", "\"== 3\"")
            .replace("\"< 5\"", "\"< 3\"");
    assertThatThrownBy(() -> ShippedStack.of(ShippedPlan.read(other)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("service mcp-exporter")
        .hasMessageContaining("web");
    assertThat(ShippedStack.of(real).services()).hasSize(5);
  }

  private static PlanCopy.Made copy(int speed) {
    return maker(speed).of("promptx/plan.yaml", ShippedPlan.text());
  }

  private static PlanCopy maker(int speed) {
    return new PlanCopy("week2-drill", PORTS, List.of("engine", "tag"), new Compression(speed));
  }
}
