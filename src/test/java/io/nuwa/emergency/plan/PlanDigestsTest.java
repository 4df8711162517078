package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanDigestsTest {
  private static PlanDigests of(String text) {
    return PlanReader.read("plan.yaml", text, Words.week2()).digests();
  }

  private static final PlanDigests SHIPPED = of(Words.shippedPlan());

  @Test
  void every_blocker_and_gate_has_one_and_no_two_are_the_same() {
    assertThat(SHIPPED.work()).containsOnlyKeys("B-1", "B-2", "B-3");
    assertThat(SHIPPED.work().values()).doesNotHaveDuplicates().allMatch(d -> d.length() == 16);
    assertThat(SHIPPED.gates())
        .containsOnlyKeys(
            "B-1/containers",
            "B-1/ports",
            "B-2/pass-rate",
            "B-2/failed-cases",
            "B-2/rows",
            "B-3/targets",
            "B-3/gaps");
    assertThat(SHIPPED.gates().values()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: 部署验证             | title: Other
          timeout: 300s              | timeout: 400s
          role: CIOrchestrator       | role: SchemaSage
          rounds: 3                  | rounds: 4
          # Debugger: results below  | # Other words: results below
          success: "== 5"            | success: '== 5'
          """)
  void what_changes_no_meaning_changes_none(String before, String after) {
    assertThat(of(Words.shippedPlan().replace(before, after))).isEqualTo(SHIPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          healthy-within: 120s      | healthy-within: 60s       | B-1
          cases: 102                | cases: 101                | B-2
          '- acceptance'            | '- acceptance2'           | B-2
          job: text2sql             | job: text2sql2            | B-3
          """)
  void other_tasks_are_other_work_of_their_blocker_alone(String before, String after, String id) {
    PlanDigests changed = of(Words.shippedPlan().replaceFirst(before, after));

    assertThat(SHIPPED.work().keySet())
        .filteredOn(one -> !changed.work(one).equals(SHIPPED.work(one)))
        .containsExactly(id);
    assertThat(changed.gates()).isEqualTo(SHIPPED.gates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text2sql: 8000            | text2sql: 8100
          project: week2            | project: week3
          POSTGRES_PORT:            | PG_PORT:
          """)
  void another_stack_or_port_is_other_work_of_all(String before, String after) {
    PlanDigests changed = of(Words.shippedPlan().replace(before, after));

    assertThat(SHIPPED.work().keySet())
        .allMatch(one -> !changed.work(one).equals(SHIPPED.work(one)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          success: ">= 95"          | success: ">= 94"          | B-2/pass-rate
          alert: "> 2"              | alert: "> 3"              | B-2/failed-cases
          window: 10m               | window: 5m                | B-3/gaps
          """)
  void another_threshold_or_setting_is_another_gate(String before, String after, String gate) {
    PlanDigests changed = of(Words.shippedPlan().replace(before, after));

    assertThat(SHIPPED.gates().keySet())
        .filteredOn(one -> !changed.gates().get(one).equals(SHIPPED.gates().get(one)))
        .containsExactly(gate);
    assertThat(changed.work()).isEqualTo(SHIPPED.work());
  }
}
