package io.nuwa.emergency.report.page;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.report.story.Attempt;
import io.nuwa.emergency.report.story.Figures;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.Remedy;
import io.nuwa.emergency.report.story.Stretch;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report's own words and marks. */
record Labels(Wording wording) {

  String report() {
    return say("执行报告", "report");
  }

  String decision() {
    return say("决策", "decision");
  }

  /** A GO is as old as the oldest reading that it stands on. */
  String decided(StatusView view, Instant at, Spelling spelling) {
    return view.decision().id()
        + view.measuredAt()
            .filter(_ -> view.decision() == Decision.GO)
            .map(measured -> spelling.length(Duration.between(measured, at)))
            .map(age -> say(" (" + age + "前测量)", " (measured " + age + " ago)"))
            .orElse("");
  }

  String verified() {
    return say("已解决并验证", "resolved and verified");
  }

  String started() {
    return say("开始时间", "started");
  }

  String noRun() {
    return say("尚未执行", "no run yet");
  }

  String taken() {
    return say("报告时间", "taken at");
  }

  String elapsed() {
    return say("已用时间", "elapsed");
  }

  String nextCheck() {
    return say("下次检查", "next check");
  }

  String run() {
    return say("运行编号", "run");
  }

  String plan() {
    return say("计划", "plan");
  }

  String figures() {
    return say("数字", "figures");
  }

  String checkpoints() {
    return say("检查点", "Checkpoints");
  }

  String checkpoint() {
    return say("检查点", "checkpoint");
  }

  String due() {
    return say("到期", "due");
  }

  String standing() {
    return say("结果", "standing");
  }

  String what() {
    return say("要求", "what it expects");
  }

  String assigned() {
    return say("已指派", "assigned to");
  }

  String gate() {
    return say("指标", "gate");
  }

  String success() {
    return say("成功阈值", "success");
  }

  String alert() {
    return say("告警阈值", "alert");
  }

  String lastReading() {
    return say("最近读数", "last reading");
  }

  String measured() {
    return say("测量时间", "measured at");
  }

  String before() {
    return say("此前读数", "before");
  }

  String unmeasured() {
    return say("未测量", "not measured");
  }

  String remedies() {
    return say("补救措施", "Remedies");
  }

  String remedy() {
    return say("补救措施", "remedy");
  }

  String against() {
    return say("针对", "against");
  }

  String outcome() {
    return say("结果", "outcome");
  }

  String moved() {
    return say("是否见效", "moved");
  }

  String when() {
    return say("时间", "when");
  }

  String attempts() {
    return say("执行轮次", "Rounds and attempts");
  }

  String moments() {
    return say("经过", "What happened");
  }

  String pictures() {
    return say("截图", "Pictures");
  }

  String timeline() {
    return say("时间线", "Timeline");
  }

  String warnings() {
    return say("请注意", "Please note");
  }

  /** Of evidence that cannot be linked to. */
  String gone(Optional<String> unreadable) {
    return unreadable
        .map(why -> say("无法读取：", "cannot be read: ") + why)
        .orElseGet(() -> say("已不再保留", "not kept any more"));
  }

  String now() {
    return say("现在", "now");
  }

  String legendDone() {
    return say("步骤完成", "step done");
  }

  String legendFailed() {
    return say("步骤失败", "step failed");
  }

  String legendOpen() {
    return say("未解决", "not resolved");
  }

  String legendGreen() {
    return say("已解决并验证", "resolved and verified");
  }

  String legendSigns() {
    return say(
        "◆ 补救（实心：见效）　▼ 重新打开　✔ 解决　✖ 放弃　⋯ 无事件，已略去",
        "◆ remedy (filled: it moved)   ▼ reopened   ✔ resolved   ✖ given up   ⋯ nothing happened,"
            + " cut out");
  }

  String readings(int count) {
    return say(count + " 个读数", count == 1 ? "1 reading" : count + " readings");
  }

  String source(long records) {
    return say(
        "本报告只陈述日志所载的 " + records + " 条记录：",
        "This report says only what the " + records + " records of the journal bear out:");
  }

  String round(int number) {
    return say("第 " + number + " 轮", "round " + number);
  }

  String earlier(int more) {
    return say("更早的 " + more + " 条从略", more + " earlier ones are left out");
  }

  String mark(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✔";
      case WARN -> "▲";
      case ALERT -> "✖";
      case UNKNOWN -> "?";
    };
  }

  String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASS -> say("通过", "pass");
      case WARN -> say("警告", "warn");
      case ALERT -> say("告警", "alert");
      case UNKNOWN -> say("未知", "unknown");
    };
  }

  /** Only what is verified gets a check mark. */
  String mark(BlockerView blocker) {
    return switch (blocker.status()) {
      case PENDING -> "○";
      case IN_PROGRESS -> "◐";
      case PARTIALLY_RESOLVED -> "▲";
      case RESOLVED -> blocker.verified() ? "✔" : "?";
      case FAILED -> "✖";
    };
  }

  /**
   * How a blocker stands.
   *
   * @param worked whether a process works on the run right now
   */
  String status(BlockerView blocker, boolean worked) {
    return status(blocker.status(), worked)
        + (blocker.claimed()
            ? say("（已声明未验证）", " (claimed, not verified)")
            : blocker.status() == Status.RESOLVED && !blocker.verified()
                ? say("（未验证）", " (not verified)")
                : "");
  }

  private String status(Status status, boolean worked) {
    return switch (status) {
      case PENDING -> say("待执行", "pending");
      case IN_PROGRESS -> worked ? say("执行中", "in progress") : say("已中断", "interrupted");
      case PARTIALLY_RESOLVED -> say("部分解决", "partially resolved");
      case RESOLVED -> say("已解决", "resolved");
      case FAILED -> say("失败", "failed");
    };
  }

  String mark(Milestone.Standing standing) {
    return switch (standing) {
      case MET -> "✔";
      case MISSED -> "✖";
      case DUE -> "?";
      case AHEAD -> "○";
    };
  }

  String standing(Milestone point) {
    return switch (point.standing()) {
      case MET -> say("达成", "met");
      case MISSED -> say("未达成", "missed") + " (" + point.otherwise().id() + ")";
      case DUE -> say("到期未判定", "due, not judged yet");
      case AHEAD -> say("未到", "ahead");
    };
  }

  String mark(Attempt.Outcome outcome) {
    return switch (outcome) {
      case DONE -> "✔";
      case SKIPPED -> "–";
      case FAILED -> "✖";
      case IN_FLIGHT -> "◐";
      case CUT_OFF -> "?";
    };
  }

  String outcome(Attempt.Outcome outcome) {
    return switch (outcome) {
      case DONE -> say("完成", "done");
      case SKIPPED -> say("跳过", "skipped");
      case FAILED -> say("失败", "failed");
      case IN_FLIGHT -> say("进行中", "in flight");
      case CUT_OFF -> say("中断，无结束记录", "cut off: no end is recorded");
    };
  }

  String moved(Remedy remedy) {
    return remedy
        .moved()
        .map(yes -> yes ? say("见效", "moved") : say("未见效", "did not move"))
        .orElse(say("未复测", "not measured"));
  }

  String sentence(Stretch stretch, Spelling spelling) {
    String begin =
        spelling.second(stretch.from())
            + " "
            + stretch
                .reopenedBy()
                .map(
                    gate ->
                        say("重新打开：", "reopened by gate ") + gate + " (" + stretch.reason() + ")")
                .orElse(say("开始处理", "work began"));
    String end =
        stretch
            .resolvedAt()
            .map(
                at ->
                    say("；解决用时 ", "; resolved after ")
                        + spelling.length(stretch.took().orElseThrow()))
            .orElseGet(
                () ->
                    stretch
                        .givenUpAt()
                        .map(at -> say("；放弃于 ", "; given up at ") + spelling.second(at))
                        .orElse(say("；尚未解决", "; not resolved yet")));
    return begin + end;
  }

  String sentence(Figures figures, Spelling spelling) {
    String text =
        wording == Wording.ZH
            ? "步骤 %d 次（失败 %d）· 补救 %d 次（见效 %d）· 读数 %d 个（未知 %d）· 重新打开 %d 次"
            : "%d attempts (%d failed) · %d remedies (%d moved) · %d readings (%d unknown) ·"
                + " reopened %d times";
    String repairs =
        figures.repairs().stream().map(spelling::length).collect(Collectors.joining(", "));
    return text.formatted(
            figures.attempts(),
            figures.failedAttempts(),
            figures.remedies(),
            figures.moved(),
            figures.readings(),
            figures.unknown(),
            figures.reopenings())
        + (repairs.isEmpty() ? "" : say("，修复用时 ", ", repaired after ") + repairs);
  }

  private String say(String chinese, String english) {
    return wording.say(chinese, english);
  }
}
