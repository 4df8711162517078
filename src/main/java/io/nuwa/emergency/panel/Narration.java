package io.nuwa.emergency.panel;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.panel.text.LocalTimes;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells a run to people, one line an entry.
 *
 * @param language of the line
 * @param zone whose wall clock its time is
 */
public record Narration(Language language, ZoneId zone) {
  /** Columns of a line; the whole text stands in the journal and the status files. */
  static final int LONGEST = 300;

  /** Columns of a title, so that a long one leaves room for what happened. */
  private static final int LONGEST_TITLE = 60;

  private static final DisplayWidth WIDTH = DisplayWidth.AMBIGUOUS_NARROW;

  /**
   * Such as {@code 2026-11-22 20:00:03 B-1 部署验证 ✔ deploy/up: 5 containers started}, without a
   * newline.
   *
   * @param state that includes the entry; names blockers and gates
   */
  public String line(Entry entry, RunState state) {
    return at(entry.at(), event(entry.event(), state));
  }

  /**
   * A line about a step that is not over.
   *
   * @param state empty when nothing was recorded yet
   * @param fraction from 0 to 1; negative when unknown
   */
  public String progress(
      Instant now, Optional<RunState> state, StepKey step, String what, double fraction) {
    String percent = fraction < 0 ? "" : Numbers.percent(fraction, 1) + "% ";
    String name = state.map(known -> name(step, known)).orElse(step.blocker());
    return at(now, name + " … " + path(step) + ": " + percent + what);
  }

  private String at(Instant at, String text) {
    return new LocalTimes(zone).second(at) + " " + WIDTH.cut(PlainLine.of(text), LONGEST);
  }

  private static String title(String text) {
    return WIDTH.cut(PlainLine.of(text), LONGEST_TITLE);
  }

  private String event(Event event, RunState state) {
    return switch (event) {
      case Event.RunStarted e -> started(e);
      case Event.PlanAdopted e ->
          say("↻ 计划已变更，按新计划继续: ", "↻ the plan has changed; going on with it: ") + e.title();
      case Event.RunResumed e ->
          say("↻ 进程 " + e.pid() + " 接手继续", "↻ taken up again by process " + e.pid())
              + because(e.reason());
      case Event.RunStopped e -> say("■ 执行停止", "■ stopped") + because(e.reason());
      case Event.RoundStarted e ->
          name(e.blocker(), state) + say(" ▶ 第 " + e.round() + " 轮", " ▶ round " + e.round());
      case Event.StepStarted e ->
          name(e.step(), state) + " ▷ " + path(e.step()) + attempt(e.attempt());
      case Event.StepSucceeded e ->
          name(e.step(), state) + " ✔ " + path(e.step()) + because(e.summary()) + facts(e.facts());
      case Event.StepSkipped e ->
          name(e.step(), state)
              + say(" ○ 未做 ", " ○ skipped ")
              + path(e.step())
              + because(e.reason());
      case Event.StepFailed e ->
          name(e.step(), state) + " ✖ " + path(e.step()) + ": " + failure(e.failure());
      case Event.RemedyTried e -> remedy(e, state);
      case Event.RemedyJudged e -> judged(e, state);
      case Event.DiagnosisTaken e ->
          name(e.blocker(), state)
              + say(" ✎ 已取证诊断, 证据 ", " ✎ diagnosis taken, pieces of evidence: ")
              + e.testimony().size();
      case Event.GateMeasured e -> gate(e, state);
      case Event.BlockerResolved e ->
          name(e.blocker(), state)
              + say(" ✔ 已解决，门槛全部实测通过 → ", " ✔ resolved, every gate measured and passed → ")
              + e.by();
      case Event.BlockerReopened e ->
          name(e.blocker(), state)
              + say(" ↻ 重新打开，门槛不再通过: ", " ↻ reopened, a gate does not pass any more: ")
              + gateTitle(e.blocker(), e.gate(), state)
              + because(e.reason());
      case Event.BlockerFailed e ->
          name(e.blocker(), state) + say(" ✖ 未能解决", " ✖ not resolved") + because(e.reason());
      case Event.RoleAssigned e ->
          name(e.blocker(), state)
              + say(" → 转交 ", " → handed to ")
              + e.role()
              + " "
              + bracketed(e.kind())
              + because(e.reason());
      case Event.CheckpointReached e -> checkpoint(e);
      case Event.RiskJudged e -> risk(e);
      case Event.GuardActed e ->
          "⛨ "
              + new PanelWords(language, true).guard(e.guard())
              + " "
              + acted(e.what())
              + because(e.text());
      case Event.DecisionMade e ->
          say("★ 最终决策: ", "★ decision: ")
              + e.decision().id()
              + because(String.join("; ", e.reasons()));
    };
  }

  private String started(Event.RunStarted e) {
    int blockers = e.blockers().size();
    long hours = e.timeBox().toHours();
    boolean whole = hours > 0 && e.timeBox().toMinutes() == 60 * hours;
    String length = whole ? hours + say(" 小时", " h") : e.timeBox().toMinutes() + say(" 分钟", " min");
    return say(
        "▶ 开始执行 " + title(e.title()) + " (" + e.run() + "): " + blockers + " 个阻塞项, 时限 " + length,
        "▶ started "
            + title(e.title())
            + " ("
            + e.run()
            + "): blockers "
            + blockers
            + ", time box "
            + length);
  }

  private String remedy(Event.RemedyTried e, RunState state) {
    return name(e.blocker(), state)
        + say(" ⚒ 补救 ", " ⚒ remedy ")
        + e.remedy()
        + " "
        + bracketed(e.symptom().kind())
        + " "
        + outcome(e.outcome())
        + because(e.summary())
        + facts(e.facts());
  }

  private String judged(Event.RemedyJudged e, RunState state) {
    return name(e.blocker(), state)
        + (e.moved() ? say(" ⇒ 补救有效 ", " ⇒ moved by ") : say(" ⇏ 补救无效 ", " ⇏ not moved by "))
        + e.remedy()
        + because(e.text());
  }

  private String outcome(RemedyOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> say("已实施", "applied");
      case NOT_APPLICABLE -> say("不适用", "not applicable");
      case FAILED -> say("未成功", "failed");
    };
  }

  private String gate(Event.GateMeasured e, RunState state) {
    Verdict verdict = e.reading().verdict();
    var value = e.reading().value();
    return name(e.blocker(), state)
        + " "
        + mark(verdict)
        + " "
        + gateTitle(e.blocker(), e.gate(), state)
        + " "
        + new PanelWords(language, true).verdict(verdict)
        + (value.isPresent() ? " = " + Numbers.readable(value.getAsDouble()) : "")
        + because(e.reading().text())
        + e.cause().map(cause -> cause(cause, e.reading().text())).orElse("");
  }

  /** A cause often says what the reading says; once is enough. */
  private String cause(FailureNote cause, String said) {
    return " " + (cause.summary().equals(said) ? bracketed(cause.kind()) : failure(cause));
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✔";
      case WARN -> "▲";
      case ALERT -> "✖";
      case UNKNOWN -> "?";
    };
  }

  private String checkpoint(Event.CheckpointReached e) {
    String verdict =
        e.met() ? say("✔ 达标", "✔ met") : say("✖ 未达标", "✖ missed") + " [" + e.severity().id() + "]";
    return say("◆ 检查点 ", "◆ checkpoint ") + e.checkpoint() + " " + verdict + because(e.reason());
  }

  private String risk(Event.RiskJudged e) {
    String standing =
        switch (e.standing()) {
          case SEEN -> say("⚠ 风险出现 ", "⚠ risk seen ") + "[" + e.severity().id() + "] ";
          case GONE -> say("✔ 无风险 ", "✔ risk not there ");
          case UNKNOWN -> say("? 风险未知 ", "? risk not known ");
        };
    return standing + title(e.title()) + because(e.text());
  }

  private String acted(GuardAct what) {
    return switch (what) {
      case ADVISED -> say("建议", "advises");
      case CLEANED -> say("已清理旧日志", "removed old logs");
      case HELD -> say("暂缓新工作", "holds new work");
      case RELEASED -> say("解除", "stands down");
    };
  }

  private String failure(FailureNote failure) {
    return bracketed(failure.kind()) + " " + failure.summary();
  }

  private String bracketed(FailureClass kind) {
    return "[" + FailureWords.of(kind, language) + "]";
  }

  private String attempt(int attempt) {
    return attempt <= 1 ? "" : say(" (第 " + attempt + " 次)", " (attempt " + attempt + ")");
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  private static String facts(Map<String, String> facts) {
    return facts.isEmpty()
        ? ""
        : new TreeMap<>(facts)
            .entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue())
                .collect(Collectors.joining(", ", " {", "}"));
  }

  private String name(StepKey step, RunState state) {
    return name(step.blocker(), state);
  }

  private String name(String blocker, RunState state) {
    BlockerState known = state.blockers().get(blocker);
    if (known != null) {
      String title = known.outline().title();
      return title.equals(blocker) ? blocker : blocker + " " + title(title);
    }
    return switch (blocker) {
      case RunState.ON_GO -> say("GO 之后", "on GO");
      case RunState.ON_GO_WITHDRAWN -> say("撤回 GO", "GO taken back");
      default -> blocker;
    };
  }

  private static String gateTitle(String blocker, String gate, RunState state) {
    return Optional.ofNullable(state.blockers().get(blocker)).stream()
        .flatMap(known -> known.outline().gates().stream())
        .filter(outline -> outline.id().equals(gate))
        .map(outline -> title(outline.title()))
        .findFirst()
        .orElse(gate);
  }

  private static String path(StepKey step) {
    return step.task() + "/" + step.step();
  }

  private String say(String chinese, String english) {
    return language.say(chinese, english);
  }
}
