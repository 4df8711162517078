package io.nuwa.emergency.report.guide;

import static io.nuwa.emergency.report.MarkdownText.inline;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Role;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A guide that is not there yet, written from a plan: timeline, order of work, criteria of success,
 * what is done about risks. In Chinese, as the founding document is. Once written it belongs to
 * whoever edits it.
 */
final class GuideTemplate {
  private static final int NAME = 80;
  private static final int LINE = 300;

  private final Plan plan;
  private final StringBuilder out = new StringBuilder();

  private GuideTemplate(Plan plan) {
    this.plan = plan;
  }

  /**
   * The whole guide.
   *
   * @param state what stands between the markers
   */
  static String render(Plan plan, String state) {
    var template = new GuideTemplate(plan);
    template.head(state);
    template.timeline();
    template.work();
    template.criteria();
    template.risks();
    template.roles();
    template.commands();
    return template.out.toString();
  }

  private void head(String state) {
    line("# " + inline(plan.title(), NAME) + " · 执行指南");
    line("");
    line(
        "> 两个标记之间的内容由 `emergency guide` 与监控守护进程在每次深度检查后重写；其余文字由人维护，" + "程序逐字节保留。删除本文件后会按当前计划重新生成。");
    line("");
    line(GuideMarkers.BEGIN);
    out.append(state);
    line(GuideMarkers.END);
    line("");
  }

  private void timeline() {
    line("## 详细时间线");
    line("");
    line(
        "时间盒共 "
            + length(plan.timeBox().length())
            + "，从第一次 `emergency execute` 起算；每 "
            + length(plan.timeBox().checkEvery())
            + " 全面复测一次。");
    line("");
    List<Phase> phases = plan.timeBox().phases();
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      line(
          "### 阶段 "
              + (i + 1)
              + "："
              + inline(phase.title(), NAME)
              + "（"
              + length(phase.from())
              + " – "
              + length(phase.to())
              + "）");
      line("");
      plan.blockers().stream()
          .filter(b -> b.deadline().filter(at -> isWithin(at, phase)).isPresent())
          .forEach(
              b ->
                  line(
                      "- "
                          + length(b.deadline().orElseThrow())
                          + " 前：解决 "
                          + inline(b.id() + " " + b.title(), NAME)
                          + "（"
                          + inline(b.owner(), NAME)
                          + "）"));
      plan.timeBox().checkpoints().stream()
          .filter(point -> isWithin(point.at(), phase))
          .forEach(point -> line("- " + checkpoint(point)));
      line("");
    }
    if (phases.isEmpty()) {
      plan.timeBox().checkpoints().forEach(point -> line("- " + checkpoint(point)));
      line("");
    }
  }

  /** What is due at the end of a phase belongs to it, not to the next one. */
  private static boolean isWithin(Duration at, Phase phase) {
    return at.compareTo(phase.from()) > 0 && at.compareTo(phase.to()) <= 0;
  }

  private static String checkpoint(Checkpoint point) {
    return "检查点 "
        + inline(point.id(), NAME)
        + "（"
        + length(point.at())
        + "）："
        + expectation(point.expectation())
        + "，否则"
        + severity(point.otherwise());
  }

  static String expectation(Expectation expectation) {
    return switch (expectation) {
      case Expectation.TasksRun e -> ids(e.blockers()) + " 的任务均已执行";
      case Expectation.Resolved e -> ids(e.blockers()) + " 已解决";
      case Expectation.GateReads e ->
          "指标 " + inline(e.blocker() + "/" + e.gate() + " " + e.threshold(), NAME);
    };
  }

  static String severity(Severity severity) {
    return switch (severity) {
      case YELLOW -> "黄色预警";
      case RED -> "红色预警";
      case CRITICAL -> "严重告警";
    };
  }

  private void work() {
    line("## 任务与顺序");
    line("");
    line("| 阻塞项 | 依赖 | 任务 | 角色 | 单步时限 |");
    line("|---|---|---|---|---|");
    for (Blocker blocker : plan.blockers()) {
      for (Task task : blocker.tasks()) {
        line(
            "| "
                + inline(blocker.id() + " " + blocker.title(), NAME)
                + " | "
                + (blocker.needs().isEmpty() ? "–" : ids(blocker.needs()))
                + " | "
                + inline(task.title(), NAME)
                + " | "
                + inline(task.role(), NAME)
                + " | "
                + length(task.timeout())
                + " |");
      }
    }
    line("");
    followUp("最终决策为 GO 后：", plan.onGo());
    followUp("GO 被撤回后：", plan.onGoWithdrawn());
  }

  private void followUp(String when, List<Task> tasks) {
    if (!tasks.isEmpty()) {
      line(
          when
              + tasks.stream()
                  .map(task -> inline(task.title(), NAME))
                  .collect(Collectors.joining("、"))
              + "。");
      line("");
    }
  }

  private void criteria() {
    line("## 成功判定标准");
    line("");
    line("只有当一个阻塞项的每个指标都刚刚测得并通过时，它才算解决；测不到即未知，未知从不算通过。两个阈值之间为警告。");
    line("");
    for (Blocker blocker : plan.blockers()) {
      line("### " + inline(blocker.id() + " " + blocker.title(), NAME));
      line("");
      line("| 指标 | 成功阈值 | 告警阈值 |");
      line("|---|---|---|");
      for (Gate gate : blocker.gates()) {
        line(
            "| "
                + inline(gate.title(), NAME)
                + " | "
                + inline(gate.success().toString(), NAME)
                + " | "
                + inline(gate.alert().toString(), NAME)
                + " |");
      }
      line("");
    }
  }

  private void risks() {
    line("## 风险处理");
    line("");
    line("失败先归类，再按该类的补救阶梯逐级尝试；每一级都有预算，且必须使症状变化才算见效。阶梯用尽即指派角色并写出诊断（`logs/diagnoses`）。");
    line("");
    line("| 失败类别 | 补救阶梯（最多次数） |");
    line("|---|---|");
    for (FailureClass kind : FailureClass.values()) {
      String rungs =
          plan.ladders().of(kind).rungs().stream()
              .map(GuideTemplate::rung)
              .collect(Collectors.joining(" → "));
      line("| " + kind.id() + " | " + (rungs.isEmpty() ? "直接指派角色" : rungs) + " |");
    }
    line("");
    plan.blockers().stream()
        .filter(blocker -> !blocker.ladders().byClass().isEmpty())
        .forEach(
            blocker ->
                line(
                    "- "
                        + inline(blocker.id(), NAME)
                        + " 另有自己的阶梯："
                        + blocker.ladders().byClass().keySet().stream()
                            .sorted()
                            .map(FailureClass::id)
                            .collect(Collectors.joining("、"))));
    line("- 绿色指标转红：该阻塞项立即重新打开，先就地补救，必要时重跑任务。");
    line("- 检查点未达成：按其级别告警；时间盒结束时未全部解决即 NO-GO。");
    line("- 磁盘、内存、CPU 的守护见 `docs/` 中的说明；被清理的只有本工具自己的日志。");
    line("");
  }

  private static String rung(Rung rung) {
    return inline(rung.remedy(), NAME) + "（" + rung.budget() + "）";
  }

  private void roles() {
    line("## 角色");
    line("");
    line("| 角色 | 职责 | MCP 工具 |");
    line("|---|---|---|");
    for (Role role : plan.roles()) {
      line(
          "| "
              + inline(role.id(), NAME)
              + " | "
              + inline(role.duty(), LINE)
              + " | "
              + inline(String.join(", ", role.tools()), LINE)
              + " |");
    }
    line("");
  }

  private void commands() {
    line("## 常用命令");
    line("");
    line("```bash");
    line("emergency execute                 # 清理阻塞项，或接着上次继续");
    line("emergency status --verify         # 现在就测量每个指标");
    line("emergency diagnose                # 为接手的人写诊断，不改动任何东西");
    line("emergency report --output r.html  # 一份单文件报告");
    line("tail -f logs/emergency-execution.log");
    line("```");
  }

  private static String ids(List<String> blockers) {
    return inline(String.join("、", blockers), LINE);
  }

  static String length(Duration length) {
    return length.isZero() ? "0h" : Durations.write(length);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
