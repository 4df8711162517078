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
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A guide that is not there yet, written from a plan: timeline, order of work, criteria of success,
 * what is done about risks. Once written it belongs to whoever edits it.
 */
final class GuideTemplate {
  private static final int NAME = 80;
  private static final int LINE = 300;

  private final Plan plan;
  private final Wording wording;
  private final StringBuilder out = new StringBuilder();

  private GuideTemplate(Plan plan, Wording wording) {
    this.plan = plan;
    this.wording = wording;
  }

  /**
   * The whole guide.
   *
   * @param state what stands between the markers
   */
  static String render(Plan plan, String state, Wording wording) {
    var template = new GuideTemplate(plan, wording);
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
    line("# " + inline(plan.title(), NAME) + say(" · 执行指南", " · execution guide"));
    line("");
    line(
        say(
            "> 两个标记之间的内容由 `emergency guide` 与监控守护进程在每次深度检查后重写；其余文字由人维护，"
                + "程序逐字节保留。删除本文件后会按当前计划重新生成。",
            "> What stands between the two markers is written by `emergency guide`, and by the"
                + " watch after each whole look; the rest is yours and kept byte for byte. Delete"
                + " this file to have it written anew from the plan."));
    line("");
    line(GuideMarkers.BEGIN);
    out.append(state);
    line(GuideMarkers.END);
    line("");
  }

  private void timeline() {
    line("## " + say("详细时间线", "Timeline"));
    line("");
    String box = length(plan.timeBox().length());
    String every = length(plan.timeBox().checkEvery());
    line(
        say(
            "时间盒共 " + box + "，从第一次 `emergency execute` 起算；每 " + every + " 全面复测一次。",
            "The time box is "
                + box
                + " long and begins with the first `emergency execute`; the watch measures"
                + " everything each "
                + every
                + "."));
    line("");
    List<Phase> phases = plan.timeBox().phases();
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      line(
          say("### 阶段 ", "### Phase ")
              + (i + 1)
              + say("：", ": ")
              + inline(phase.title(), NAME)
              + aside(length(phase.from()) + " – " + length(phase.to())));
      line("");
      plan.blockers().stream()
          .filter(b -> b.deadline().filter(at -> isWithin(at, phase)).isPresent())
          .forEach(
              b ->
                  line(
                      "- "
                          + say(
                              length(b.deadline().orElseThrow()) + " 前：解决 ",
                              "until " + length(b.deadline().orElseThrow()) + ": resolve ")
                          + inline(b.id() + " " + b.title(), NAME)
                          + aside(inline(b.owner(), NAME))));
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

  private String checkpoint(Checkpoint point) {
    return say("检查点 ", "checkpoint ")
        + inline(point.id(), NAME)
        + aside(length(point.at()))
        + say("：", ": ")
        + expectation(point.expectation(), wording)
        + say("，否则", ", else ")
        + severity(point.otherwise(), wording);
  }

  static String expectation(Expectation expectation, Wording wording) {
    return switch (expectation) {
      case Expectation.TasksRun e ->
          ids(e.blockers(), wording) + wording.say(" 的任务均已执行", ": all tasks have run");
      case Expectation.Resolved e -> ids(e.blockers(), wording) + wording.say(" 已解决", " resolved");
      case Expectation.GateReads e ->
          wording.say("指标 ", "gate ")
              + inline(e.blocker() + "/" + e.gate() + " " + e.threshold(), NAME);
    };
  }

  static String severity(Severity severity, Wording wording) {
    return switch (severity) {
      case YELLOW -> wording.say("黄色预警", "yellow alert");
      case RED -> wording.say("红色预警", "red alert");
      case CRITICAL -> wording.say("严重告警", "critical alert");
    };
  }

  private void work() {
    line("## " + say("任务与顺序", "Tasks and their order"));
    line("");
    line(
        say(
            "| 阻塞项 | 依赖 | 任务 | 角色 | 单步时限 |",
            "| Blocker | Needs | Task | Role | Time for a step |"));
    line("|---|---|---|---|---|");
    for (Blocker blocker : plan.blockers()) {
      for (Task task : blocker.tasks()) {
        line(
            "| "
                + inline(blocker.id() + " " + blocker.title(), NAME)
                + " | "
                + (blocker.needs().isEmpty() ? "–" : ids(blocker.needs(), wording))
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
    followUp(say("最终决策为 GO 后：", "After GO: "), plan.onGo());
    followUp(say("GO 被撤回后：", "When GO is taken back: "), plan.onGoWithdrawn());
  }

  private void followUp(String when, List<Task> tasks) {
    if (!tasks.isEmpty()) {
      line(
          when
              + tasks.stream()
                  .map(task -> inline(task.title(), NAME))
                  .collect(Collectors.joining(say("、", ", ")))
              + say("。", "."));
      line("");
    }
  }

  private void criteria() {
    line("## " + say("成功判定标准", "Criteria of success"));
    line("");
    line(
        say(
            "只有当一个阻塞项的每个指标都刚刚测得并通过时，它才算解决；测不到即未知，未知从不算通过。两个阈值之间为警告。",
            "A blocker is resolved only when each of its gates was measured just now and passed."
                + " What cannot be measured is unknown, which is never a pass. Between the two"
                + " thresholds is a warning."));
    line("");
    for (Blocker blocker : plan.blockers()) {
      line("### " + inline(blocker.id() + " " + blocker.title(), NAME));
      line("");
      line(say("| 指标 | 成功阈值 | 告警阈值 |", "| Gate | Success | Alert |"));
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
    line("## " + say("风险处理", "Risks"));
    line("");
    line(
        say(
            "失败先归类，再按该类的补救阶梯逐级尝试；每一级都有预算，且必须使症状变化才算见效。阶梯用尽即指派角色并写出诊断（`logs/diagnoses`）。",
            "A failure gets a class, a class has a ladder of remedies, each with a budget; one"
                + " counts only if it moves what was wrong. When the ladder ends, a role is"
                + " assigned and a diagnosis is written (`logs/diagnoses`)."));
    line("");
    line(say("| 失败类别 | 补救阶梯（最多次数） |", "| Class of failure | Remedies (at most so often) |"));
    line("|---|---|");
    for (FailureClass kind : FailureClass.values()) {
      String rungs =
          plan.ladders().of(kind).rungs().stream()
              .map(this::rung)
              .collect(Collectors.joining(" → "));
      line(
          "| "
              + kind.id()
              + " | "
              + (rungs.isEmpty() ? say("直接指派角色", "a role is assigned at once") : rungs)
              + " |");
    }
    line("");
    plan.blockers().stream()
        .filter(blocker -> !blocker.ladders().byClass().isEmpty())
        .forEach(
            blocker ->
                line(
                    "- "
                        + inline(blocker.id(), NAME)
                        + say(" 另有自己的阶梯：", " has ladders of its own: ")
                        + blocker.ladders().byClass().keySet().stream()
                            .sorted()
                            .map(FailureClass::id)
                            .collect(Collectors.joining(say("、", ", ")))));
    line(
        say(
            "- 绿色指标转红：该阻塞项立即重新打开，先就地补救，必要时重跑任务。",
            "- A green gate that turns red reopens its blocker at once; it is mended in place, or"
                + " its tasks run again."));
    line(
        say(
            "- 检查点未达成：按其级别告警；时间盒结束时未全部解决即 NO-GO。",
            "- A checkpoint that is missed alerts with its severity; what is not resolved at the"
                + " end of the time box means NO-GO."));
    line(
        say(
            "- 磁盘、内存、CPU 的守护见 `docs/` 中的说明；被清理的只有本工具自己的日志。",
            "- Guards of disk, memory and processors: see `docs/`; only logs of this tool are ever"
                + " cleaned."));
    line("");
  }

  private String rung(Rung rung) {
    return inline(rung.remedy(), NAME) + aside(Integer.toString(rung.budget()));
  }

  private void roles() {
    line("## " + say("角色", "Roles"));
    line("");
    line(say("| 角色 | 职责 | MCP 工具 |", "| Role | Duty | MCP tools |"));
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
    line("## " + say("常用命令", "Commands"));
    line("");
    line("```bash");
    line(
        "emergency execute                 # "
            + say("清理阻塞项，或接着上次继续", "clears blockers, or goes on"));
    line("emergency status --verify         # " + say("现在就测量每个指标", "measures every gate now"));
    line(
        "emergency diagnose                # "
            + say("为接手的人写诊断，不改动任何东西", "for whoever takes over; changes nothing"));
    line("emergency report --output r.html  # " + say("一份单文件报告", "the run in one file"));
    line("tail -f logs/emergency-execution.log");
    line("```");
  }

  private static String ids(List<String> blockers, Wording wording) {
    return inline(String.join(wording.say("、", ", "), blockers), LINE);
  }

  static String length(Duration length) {
    return length.isZero() ? "0h" : Durations.write(length);
  }

  private String say(String chinese, String english) {
    return wording.say(chinese, english);
  }

  private String aside(String text) {
    return say("（" + text + "）", " (" + text + ")");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
