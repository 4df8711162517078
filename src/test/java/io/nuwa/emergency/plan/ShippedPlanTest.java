package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of the founding document, as the shipped plan has them. */
class ShippedPlanTest {
  private final Plan plan =
      PlanReader.read("promptx/plan.yaml", Words.shippedPlan(), Words.week2());

  @Test
  void has_three_blockers_each_after_the_one_before() {
    assertThat(plan.blockers()).extracting(Blocker::id).containsExactly("B-1", "B-2", "B-3");
    assertThat(plan.blockers())
        .extracting(Blocker::owner)
        .containsExactly("FrontEndBot", "SchemaSage", "ExporterGuru");
    assertThat(plan.blockers())
        .extracting(Blocker::needs)
        .containsExactly(List.of(), List.of("B-1"), List.of("B-2"));
  }

  @Test
  void has_the_thresholds_of_the_founding_document_and_watches_the_rows() {
    assertThat(plan.blockers().stream().flatMap(b -> b.gates().stream()))
        .extracting(gate -> gate.id() + " " + gate.success() + " / " + gate.alert())
        .containsExactly(
            "containers == 5 / < 5",
            "ports == 4 / < 4",
            "pass-rate >= 95 / < 85",
            "failed-cases <= 1 / > 2",
            "rows >= 21200 / < 21200",
            "targets == 0 / > 0",
            "gaps == 0 / >= 2");
  }

  @Test
  void every_class_of_failure_has_a_role_that_is_asked_whoever_owns_the_blocker() {
    Blocker tests = plan.blocker("B-2").orElseThrow();
    assertThat(FailureClass.values())
        .allSatisfy(
            kind ->
                assertThat(plan.roles().stream().filter(role -> role.handles().contains(kind)))
                    .as(kind.id())
                    .hasSize(1));
    assertThat(plan.asked(tests, FailureClass.PERMISSION)).isEqualTo("FrontEndBot");
    assertThat(plan.asked(tests, FailureClass.SCHEMA_MISMATCH)).isEqualTo("SchemaSage");
    assertThat(plan.asked(tests, FailureClass.TEST_FAILURE)).isEqualTo("CIOrchestrator");
    assertThat(plan.asked(tests, FailureClass.TARGET_DOWN)).isEqualTo("ExporterGuru");
    assertThat(plan.asked(tests, FailureClass.NO_SPACE)).isEqualTo("MetricsWatcher");
    assertThat(plan.asked(tests, FailureClass.UNKNOWN)).isEqualTo("NuWa");
    assertThat(plan.coordinator()).contains("NuWa");
  }

  @Test
  void has_four_phases_that_fill_48_hours() {
    assertThat(plan.timeBox().length()).hasHours(48);
    assertThat(plan.timeBox().checkEvery()).hasHours(6);
    assertThat(plan.timeBox().phases())
        .extracting(phase -> phase.from().toHours() + "-" + phase.to().toHours())
        .containsExactly("0-6", "6-18", "18-36", "36-48");
  }

  @Test
  void has_the_four_checkpoints() {
    assertThat(plan.timeBox().checkpoints())
        .extracting(Checkpoint::expectation)
        .containsExactly(
            new Expectation.TasksRun(List.of("B-1", "B-2")),
            new Expectation.Resolved(List.of("B-1", "B-2")),
            new Expectation.GateReads(
                "B-2", "pass-rate", new Threshold(Threshold.Comparison.AT_LEAST, 85)),
            new Expectation.Resolved(List.of("B-1", "B-2", "B-3")));
    assertThat(plan.timeBox().checkpoints())
        .extracting(Checkpoint::otherwise)
        .containsExactly(Severity.YELLOW, Severity.RED, Severity.YELLOW, Severity.CRITICAL);
  }

  @Test
  void has_the_ports_that_must_be_open() {
    assertThat(plan.ports())
        .containsEntry("text2sql", 8000)
        .containsEntry("postgres", 5432)
        .containsEntry("prometheus", 9090)
        .containsEntry("exporter", 9101);
  }

  @Test
  void knows_the_six_roles_and_their_tools() {
    assertThat(plan.roles())
        .extracting(role -> role.id() + " " + role.tools())
        .containsExactlyInAnyOrder(
            "FrontEndBot [fs, autogui]",
            "SchemaSage [fs, memory]",
            "ExporterGuru [fs, fetch]",
            "CIOrchestrator [git, autoapprove, time]",
            "MetricsWatcher [fetch, prometheus]",
            "NuWa [memory, promptx]");
  }

  @Test
  void first_looks_for_a_stale_container_and_only_then_moves_a_port() {
    assertThat(plan.ladders().of(FailureClass.PORT_IN_USE).rungs())
        .extracting(Rung::remedy)
        .containsExactly("remove-stale-container", "alternate-port");
  }

  @Test
  void enters_week_3_on_go() {
    assertThat(plan.onGo()).extracting(Task::kind).containsExactly("project-stage");
  }
}
