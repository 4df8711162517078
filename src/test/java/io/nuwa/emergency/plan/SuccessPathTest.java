package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SuccessPathTest {

  @Test
  void draws_the_shipped_plan_in_the_form_of_the_founding_document() {
    Plan plan = PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2());
    assertThat(SuccessPath.of(plan, Locale.CHINESE))
        .isEqualTo(
            """
            graph LR
                start["开始"]
                b1t1["B-1 部署修复"]
                start --> b1t1
                b1g1{"容器健康数 = 5?"}
                b1t1 --> b1g1
                b1g2{"端口开放 = 4?"}
                b1g1 -->|是| b1g2
                b1d["触发Debugger"]
                b1g1 -->|否| b1d
                b1g2 -->|否| b1d
                b1d --> b1t1
                b2t1["B-2 数据注入"]
                b2t2["运行测试"]
                b2t1 --> b2t2
                b1g2 -->|是| b2t1
                b2g1{"测试通过率 ≥ 95?"}
                b2t2 --> b2g1
                b2g2{"失败用例数 ≤ 1?"}
                b2g1 -->|是| b2g2
                b2g3{"测试数据行数 ≥ 21200?"}
                b2g2 -->|是| b2g3
                b2d["触发Debugger"]
                b2g1 -->|否| b2d
                b2g2 -->|否| b2d
                b2g3 -->|否| b2d
                b2d --> b2t2
                b3t1["B-3 监控配置"]
                b3t2["仪表盘配置"]
                b3t1 --> b3t2
                b2g3 -->|是| b3t1
                b3g1{"Prometheus 目标 = 0?"}
                b3t2 --> b3g1
                b3g2{"Grafana 数据 = 0?"}
                b3g1 -->|是| b3g2
                b3d["触发Debugger"]
                b3g1 -->|否| b3d
                b3g2 -->|否| b3d
                b3d --> b3t2
                verified["最终验证"]
                b3g2 -->|是| verified
                go1["进入 Week-3"]
                verified --> go1
            """);
  }

  @Test
  void draws_blockers_side_by_side_when_neither_needs_the_other() {
    String path =
        draw(
            PlanRecordsTest.blocker("A", "")
                + PlanRecordsTest.blocker("B", "needs: []")
                + PlanRecordsTest.blocker("C", "needs: [A, B]"));
    assertThat(path)
        .contains("start --> b1t1", "start --> b2t1", "b1g1 -->|yes| b3t1", "b2g1 -->|yes| b3t1")
        .contains("b3g1 -->|yes| verified", "verified --> go")
        .doesNotContain("b1g1 -->|yes| verified");
  }

  @Test
  void escapes_what_mermaid_would_take_for_markup() {
    String title = "a \\\"b\\\" [c] {d} <b>#1; `x` & %%{init}%% |y|";
    String path =
        draw(
            PlanRecordsTest.blocker("A", "").replace("id: t,", "id: t, title: \"" + title + "\","));
    String label =
        path.lines().filter(line -> line.contains("b1t1[")).findFirst().orElseThrow().strip();
    assertThat(label)
        .isEqualTo(
            "b1t1[\"A a #34;b#34; [c] {d} #60;b#62;#35;1; #96;x#96; #38; "
                + "#37;#37;{init}#37;#37; |y|\"]");
  }

  @Test
  void leads_every_edge_to_a_node_that_is_there() {
    String path =
        SuccessPath.of(
            PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2()), Locale.ENGLISH);
    var edge = Pattern.compile("(\\w+) -->(?:\\|\\w+\\|)? (\\w+)");
    assertThat(path.lines().filter(line -> line.contains("-->")).map(String::strip))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              var matcher = edge.matcher(line);
              assertThat(matcher.matches()).isTrue();
              assertThat(path).containsPattern("(?m)^    " + matcher.group(1) + "[\\[{]\"");
              assertThat(path).containsPattern("(?m)^    " + matcher.group(2) + "[\\[{]\"");
            });
  }

  private static String draw(String blockers) {
    String text = "plan: p\ntime-box: {length: 10h}\nroles: [{id: R}]\nblockers:\n" + blockers;
    return SuccessPath.of(PlanReader.read("p.yaml", text, Words.week2()), Locale.ENGLISH);
  }
}
