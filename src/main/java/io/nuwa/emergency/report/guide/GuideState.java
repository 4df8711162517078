package io.nuwa.emergency.report.guide;

import static io.nuwa.emergency.report.MarkdownText.inline;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.report.MarkdownText;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.GateStory;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What stands between the markers of a guide: how things are, and what to do next. */
final class GuideState {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int NAME = 80;
  private static final int LINE = 200;

  private final ReportCase one;
  private final RunStory story;
  private final ZoneId zone;
  private final Wording wording;
  private final StringBuilder out = new StringBuilder();

  private GuideState(ReportCase one, ZoneId zone, Wording wording) {
    this.one = one;
    this.story = RunStory.of(one);
    this.zone = zone;
    this.wording = wording;
  }

  /**
   * The text, a newline at its end; the same for the same case.
   *
   * @param panel how the panel of a view reads
   */
  static String render(ReportCase one, ZoneId zone, Wording wording, GuideFile.Panel panel) {
    var state = new GuideState(one, zone, wording);
    state.line(GuideStamp.of(one, zone, wording).line());
    state.line("## " + state.say("最新状态", "Latest state"));
    state.line("");
    state.line(
        state.say("生成于 ", "Written ")
            + state.second(one.takenAt())
            + state.aside(zone.toString())
            + state.origin());
    state.line("");
    state.out.append(MarkdownText.block(one.redaction().hide(panel.of(one.view(), zone, wording))));
    state.line("");
    state.blockers();
    state.next();
    state.assignments();
    state.steps();
    return state.out.toString();
  }

  private String origin() {
    return one.state()
        .map(
            run ->
                say(
                    "，依据运行 " + inline(run.run(), NAME) + " 的 " + run.sequence() + " 条日志记录",
                    ", from "
                        + run.sequence()
                        + " entries of the journal of run "
                        + inline(run.run(), NAME)))
        .orElse(say("，尚无运行记录", ", no run so far"));
  }

  private void blockers() {
    line("### " + say("阻塞项与指标", "Blockers and gates"));
    line("");
    line(
        say(
            "| 阻塞项 | 角色 | 状态 | 指标 | 成功 / 告警 | 当前读数 | 测量时间 |",
            "| Blocker | Role | Status | Gate | Success / alert | Reading | Measured |"));
    line("|---|---|---|---|---|---|---|");
    for (BlockerStory blocker : story.blockers()) {
      for (GateStory gate : blocker.gates()) {
        line(
            "| "
                + inline(blocker.now().id() + " " + blocker.now().title(), NAME)
                + " | "
                + inline(blocker.now().owner(), NAME)
                + " | "
                + status(blocker)
                + " | "
                + inline(gate.title(), NAME)
                + " | "
                + gate.success().map(t -> inline(t.toString(), NAME)).orElse("–")
                + " / "
                + gate.alert().map(t -> inline(t.toString(), NAME)).orElse("–")
                + " | "
                + gate.last().map(this::reading).orElse("⏳ " + say("未测量", "not measured"))
                + " | "
                + gate.last().map(mark -> second(mark.at())).orElse("–")
                + " |");
      }
    }
    line("");
    story
        .reasons()
        .forEach(reason -> line("- " + say("决策依据：", "decision: ") + inline(reason, LINE)));
    story.warnings().forEach(warning -> line("- ⚠ " + inline(warning, LINE)));
    if (!story.reasons().isEmpty() || !story.warnings().isEmpty()) {
      line("");
    }
  }

  private String reading(GateStory.Mark mark) {
    return word(mark.verdict()) + " " + inline(mark.text(), LINE);
  }

  private String word(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✅ " + say("通过", "pass");
      case WARN -> "🟡 " + say("警告", "warn");
      case ALERT -> "❌ " + say("告警", "alert");
      case UNKNOWN -> "❔ " + say("未知", "unknown");
    };
  }

  private String status(BlockerStory blocker) {
    if (blocker.now().claimed()) {
      return "❔ " + say("已声明未验证", "claimed, not verified");
    }
    return switch (blocker.now().status()) {
      case PENDING -> "⏳ " + say("待执行", "pending");
      case IN_PROGRESS ->
          one.view().runningPid().isPresent()
              ? "🔄 " + say("执行中", "in progress")
              : "⏳ " + say("已中断", "interrupted");
      case PARTIALLY_RESOLVED -> "🟡 " + say("部分解决", "partially resolved");
      case RESOLVED ->
          blocker.now().verified()
              ? "✅ " + say("已解决", "resolved")
              : "❔ " + say("已解决（未验证）", "resolved (not verified)");
      case FAILED -> "❌ " + say("失败", "failed");
    };
  }

  private void next() {
    line("### " + say("下一个检查点与检查", "Next checkpoint and check"));
    line("");
    List<Milestone> missed =
        story.milestones().stream()
            .filter(point -> point.standing() == Milestone.Standing.MISSED)
            .toList();
    missed.forEach(
        point ->
            line(
                "- ❌ "
                    + say("检查点 ", "checkpoint ")
                    + inline(point.id(), NAME)
                    + say(" 未达成", " missed")
                    + aside(GuideTemplate.severity(point.otherwise(), wording))
                    + say("：", ": ")
                    + inline(point.reason(), LINE)));
    story.milestones().stream()
        .filter(
            point ->
                point.standing() == Milestone.Standing.AHEAD
                    || point.standing() == Milestone.Standing.DUE)
        .findFirst()
        .ifPresentOrElse(
            this::next, () -> line("- " + say("没有尚未判定的检查点", "all checkpoints are judged")));
    line(
        one.view()
            .nextCheck()
            .map(at -> say("- 下次检查：", "- next check: ") + second(at) + aside(distance(at)))
            .orElse(say("- 下次检查：未安排", "- next check: none planned")));
    line("");
  }

  private void next(Milestone point) {
    String when =
        point
            .dueAt()
            .map(at -> second(at) + aside(distance(at)))
            .orElse(
                say(
                    "开始后 " + Durations.write(point.at()),
                    Durations.write(point.at()) + " after the beginning"));
    line(
        say("- 检查点 ", "- checkpoint ")
            + inline(point.id(), NAME)
            + say("：", ": ")
            + when
            + say("，要求 ", ", expects: ")
            + expects(point)
            + (point.standing() == Milestone.Standing.DUE
                ? say("；已到期，尚未判定", "; due, not judged so far")
                : ""));
  }

  private String expects(Milestone point) {
    return one.plan().timeBox().checkpoints().stream()
        .filter(planned -> planned.id().equals(point.id()))
        .map(planned -> GuideTemplate.expectation(planned.expectation(), wording))
        .findFirst()
        .orElse(inline(point.expects(), LINE));
  }

  private String distance(Instant at) {
    Duration ahead = Duration.between(one.takenAt(), at);
    String length = Durations.write(ahead.abs().truncatedTo(ChronoUnit.MINUTES));
    return ahead.isNegative()
        ? say("已过 " + length, length + " ago")
        : say(length + " 后", "in " + length);
  }

  private void assignments() {
    line("### " + say("未完成的指派", "Open assignments"));
    line("");
    List<BlockerStory> open =
        story.blockers().stream()
            .filter(blocker -> blocker.now().status() != Status.RESOLVED)
            .filter(blocker -> blocker.assigned().isPresent())
            .toList();
    if (open.isEmpty()) {
      line("- " + say("无", "none"));
    }
    for (BlockerStory blocker : open) {
      BlockerStory.Assigned asked = blocker.assigned().orElseThrow();
      line(
          "- "
              + inline(blocker.now().id(), NAME)
              + " → **"
              + inline(asked.role(), NAME)
              + "**"
              + aside(inline(asked.kind(), NAME))
              + say("：", ": ")
              + inline(blocker.now().note(), LINE));
    }
    line("");
  }

  private void steps() {
    line("### " + say("下一步", "Next steps"));
    line("");
    line("```bash");
    GuideSteps.of(story, one.state().map(RunState::decision), wording).forEach(this::line);
    line("```");
  }

  private String say(String chinese, String english) {
    return wording.say(chinese, english);
  }

  private String aside(String text) {
    return say("（" + text + "）", " (" + text + ")");
  }

  private String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
