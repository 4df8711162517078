package io.nuwa.emergency.report.guide;

import static io.nuwa.emergency.report.MarkdownText.inline;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.report.MarkdownText;
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
import java.util.function.BiFunction;

/** What stands between the markers of a guide: how things are, and what to do next. */
final class GuideState {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int NAME = 80;
  private static final int LINE = 200;

  private final ReportCase one;
  private final RunStory story;
  private final ZoneId zone;
  private final StringBuilder out = new StringBuilder();

  private GuideState(ReportCase one, ZoneId zone) {
    this.one = one;
    this.story = RunStory.of(one);
    this.zone = zone;
  }

  /**
   * The text, a newline at its end; the same for the same case.
   *
   * @param panel how the panel of a view reads
   */
  static String render(ReportCase one, ZoneId zone, BiFunction<StatusView, ZoneId, String> panel) {
    var state = new GuideState(one, zone);
    state.line(GuideStamp.of(one, zone).line());
    state.line("## 最新状态");
    state.line("");
    state.line("生成于 " + state.second(one.takenAt()) + "（" + zone + "）" + state.origin());
    state.line("");
    state.out.append(MarkdownText.block(one.redaction().hide(panel.apply(one.view(), zone))));
    state.line("");
    state.blockers();
    state.next();
    state.assignments();
    state.steps();
    return state.out.toString();
  }

  private String origin() {
    return one.state()
        .map(run -> "，依据运行 " + inline(run.run(), NAME) + " 的 " + run.sequence() + " 条日志记录")
        .orElse("，尚无运行记录");
  }

  private void blockers() {
    line("### 阻塞项与指标");
    line("");
    line("| 阻塞项 | 角色 | 状态 | 指标 | 成功 / 告警 | 当前读数 | 测量时间 |");
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
                + gate.last().map(GuideState::reading).orElse("⏳ 未测量")
                + " | "
                + gate.last().map(mark -> second(mark.at())).orElse("–")
                + " |");
      }
    }
    line("");
    story.reasons().forEach(reason -> line("- 决策依据：" + inline(reason, LINE)));
    story.warnings().forEach(warning -> line("- ⚠ " + inline(warning, LINE)));
    if (!story.reasons().isEmpty() || !story.warnings().isEmpty()) {
      line("");
    }
  }

  private static String reading(GateStory.Mark mark) {
    return word(mark.verdict()) + " " + inline(mark.text(), LINE);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✅ 通过";
      case WARN -> "🟡 警告";
      case ALERT -> "❌ 告警";
      case UNKNOWN -> "❔ 未知";
    };
  }

  private static String status(BlockerStory blocker) {
    if (blocker.now().claimed()) {
      return "❔ 已声明未验证";
    }
    return switch (blocker.now().status()) {
      case PENDING -> "⏳ 待执行";
      case IN_PROGRESS -> "🔄 执行中";
      case PARTIALLY_RESOLVED -> "🟡 部分解决";
      case RESOLVED -> blocker.now().verified() ? "✅ 已解决" : "❔ 已解决（未验证）";
      case FAILED -> "❌ 失败";
    };
  }

  private void next() {
    line("### 下一个检查点与检查");
    line("");
    List<Milestone> missed =
        story.milestones().stream()
            .filter(point -> point.standing() == Milestone.Standing.MISSED)
            .toList();
    missed.forEach(
        point ->
            line(
                "- ❌ 检查点 "
                    + inline(point.id(), NAME)
                    + " 未达成（"
                    + GuideTemplate.severity(point.otherwise())
                    + "）："
                    + inline(point.reason(), LINE)));
    story.milestones().stream()
        .filter(
            point ->
                point.standing() == Milestone.Standing.AHEAD
                    || point.standing() == Milestone.Standing.DUE)
        .findFirst()
        .ifPresentOrElse(this::next, () -> line("- 没有尚未判定的检查点"));
    line(
        one.view()
            .nextCheck()
            .map(at -> "- 下次检查：" + second(at) + "（" + distance(at) + "）")
            .orElse("- 下次检查：未安排"));
    line("");
  }

  private void next(Milestone point) {
    String when =
        point
            .dueAt()
            .map(at -> second(at) + "（" + distance(at) + "）")
            .orElse("开始后 " + Durations.write(point.at()));
    line(
        "- 检查点 "
            + inline(point.id(), NAME)
            + "："
            + when
            + "，要求 "
            + expects(point)
            + (point.standing() == Milestone.Standing.DUE ? "；已到期，尚未判定" : ""));
  }

  private String expects(Milestone point) {
    return one.plan().timeBox().checkpoints().stream()
        .filter(planned -> planned.id().equals(point.id()))
        .map(planned -> GuideTemplate.expectation(planned.expectation()))
        .findFirst()
        .orElse(inline(point.expects(), LINE));
  }

  private String distance(Instant at) {
    Duration ahead = Duration.between(one.takenAt(), at);
    String length = Durations.write(ahead.abs().truncatedTo(ChronoUnit.MINUTES));
    return ahead.isNegative() ? "已过 " + length : length + " 后";
  }

  private void assignments() {
    line("### 未完成的指派");
    line("");
    List<BlockerStory> open =
        story.blockers().stream()
            .filter(blocker -> blocker.now().status() != Status.RESOLVED)
            .filter(blocker -> blocker.assigned().isPresent())
            .toList();
    if (open.isEmpty()) {
      line("- 无");
    }
    for (BlockerStory blocker : open) {
      BlockerStory.Assigned asked = blocker.assigned().orElseThrow();
      line(
          "- "
              + inline(blocker.now().id(), NAME)
              + " → **"
              + inline(asked.role(), NAME)
              + "**（"
              + inline(asked.kind(), NAME)
              + "）："
              + inline(blocker.now().note(), LINE));
    }
    line("");
  }

  private void steps() {
    line("### 下一步");
    line("");
    line("```bash");
    GuideSteps.of(story, one.state().map(RunState::decision)).forEach(this::line);
    line("```");
  }

  private String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
