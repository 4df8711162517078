package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanOutlineTest {
  private final String outline =
      PlanOutline.of(PlanReader.read("promptx/plan.yaml", Words.shippedPlan(), Words.week2()));

  @Test
  void says_what_the_plan_is_called_and_where_it_stands() {
    assertThat(outline)
        .startsWith("Week-2 紧急执行系统 (week-2), from promptx/plan.yaml\n")
        .contains("time box: 48h, measured every 6h\n");
  }

  @Test
  void names_every_phase_and_checkpoint_with_its_times() {
    assertThat(outline)
        .contains("  phase 0-6h: infrastructure 基础设施修复\n")
        .contains("  checkpoint at 6h: tasks of B-1, B-2 have run, else yellow\n")
        .contains("  checkpoint at 36h: B-2/pass-rate reads >= 85, else yellow\n")
        .contains("  checkpoint at 48h: B-1, B-2, B-3 resolved, else critical\n");
  }

  @Test
  void names_every_blocker_with_its_tasks_and_both_thresholds_of_its_gates() {
    assertThat(outline)
        .contains("  B-2 测试执行\n    owner SchemaSage, after B-1, by 18h, at most 3 rounds\n")
        .contains("    task data 数据注入: generate-data, by SchemaSage, within 10m\n")
        .contains("    gate pass-rate 测试通过率: test-results, passes at >= 95, alerts at < 85\n");
  }

  @Test
  void names_stack_ports_roles_remedies_and_what_happens_on_go() {
    assertThat(outline)
        .contains(
            "stack: postgres, text2sql, prometheus, mcp-exporter, alertmanager (project week2,")
        .contains("ports: text2sql 8000, postgres 5432, ")
        .contains("  SchemaSage 生成并注入测试数据 [fs, memory]\n")
        .contains("figures at 127.0.0.1:9464\nfigures at ${gateway.prometheus}:9464\n")
        .contains("  port-in-use: remove-stale-container x2, then alternate-port x10\n")
        .endsWith("on GO:\n  task stage 进入 Week-3: project-stage, by NuWa, within 1m\n");
  }
}
