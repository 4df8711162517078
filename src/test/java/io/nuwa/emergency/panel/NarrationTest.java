package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class NarrationTest {
  private static final RunState STATE =
      RunState.begin(new Entry(1, Recording.START, Recording.started()));
  private static final FailureNote PORT =
      new FailureNote(
          FailureClass.PORT_IN_USE,
          "port 8000 is held by nginx",
          Map.of("port", "8000"),
          Optional.empty());

  private static String zh(Event event) {
    return tell(Language.ZH, event);
  }

  private static String en(Event event) {
    return tell(Language.EN, event);
  }

  private static String tell(Language language, Event event) {
    return new Narration(language, ZoneId.of("Asia/Shanghai"))
        .line(new Entry(2, Recording.START, event), STATE);
  }

  @Test
  void tells_a_step_that_succeeded_with_local_time_and_title() {
    var event = new Event.StepSucceeded(Recording.UP, "5 containers started", Map.of(), List.of());

    assertThat(zh(event))
        .isEqualTo("2026-11-22 20:00:03 B-1 部署验证 ✔ deploy/up: 5 containers started");
    assertThat(en(event)).isEqualTo(zh(event));
  }

  @Test
  void tells_the_facts_that_a_step_set_in_order() {
    assertThat(
            en(
                new Event.StepSucceeded(
                    Recording.UP, "up", Map.of("port.api", "8000", "engine", "podman"), List.of())))
        .endsWith("✔ deploy/up: up {engine=podman, port.api=8000}");
  }

  @Test
  void never_ticks_a_step_that_was_skipped() {
    var event = new Event.StepSkipped(Recording.UP, "not configured");

    assertThat(zh(event)).endsWith("○ 未做 deploy/up: not configured").doesNotContain("✔");
    assertThat(en(event)).endsWith("○ skipped deploy/up: not configured").doesNotContain("✔");
  }

  @Test
  void tells_a_failure_with_its_class() {
    var event = new Event.StepFailed(Recording.UP, PORT);

    assertThat(zh(event))
        .endsWith(" B-1 部署验证 ✖ deploy/up: [端口被占用 port-in-use] port 8000 is held by nginx");
    assertThat(en(event))
        .endsWith(" B-1 部署验证 ✖ deploy/up: [port-in-use] port 8000 is held by nginx");
  }

  @Test
  void tells_whether_a_remedy_moved_anything() {
    var moved =
        new Event.RemedyJudged(
            "B-1", "gate up", "unpause", FailureClass.NOT_READY, true, "alert 4 -> pass 5");
    var idle =
        new Event.RemedyJudged(
            "B-1", "gate up", "unpause", FailureClass.NOT_READY, false, "alert 4 -> alert 4");

    assertThat(zh(moved)).endsWith("B-1 部署验证 ⇒ 补救有效 unpause: alert 4 -> pass 5");
    assertThat(en(moved)).endsWith("B-1 部署验证 ⇒ moved by unpause: alert 4 -> pass 5");
    assertThat(zh(idle)).endsWith("B-1 部署验证 ⇏ 补救无效 unpause: alert 4 -> alert 4");
    assertThat(en(idle)).endsWith("B-1 部署验证 ⇏ not moved by unpause: alert 4 -> alert 4");
  }

  @Test
  void tells_a_remedy_with_what_it_changed() {
    var event =
        new Event.RemedyTried(
            "B-1",
            "alternate-port",
            new Symptom("deploy/up", FailureClass.PORT_IN_USE, Map.of("port", "8000")),
            RemedyOutcome.APPLIED,
            "api moves to a free port",
            Map.of("port.api", "18000"),
            List.of());

    assertThat(zh(event))
        .endsWith(
            "⚒ 补救 alternate-port [端口被占用 port-in-use] 已实施: api moves to a free port"
                + " {port.api=18000}");
    assertThat(en(event))
        .endsWith(
            "⚒ remedy alternate-port [port-in-use] applied: api moves to a free port"
                + " {port.api=18000}");
  }

  @Test
  void tells_a_gate_with_verdict_and_value() {
    assertThat(zh(measured(Verdict.PASS, OptionalDouble.of(5), Optional.empty())))
        .endsWith("B-1 部署验证 ✔ 容器健康数 通过 = 5: what was seen");
    assertThat(en(measured(Verdict.ALERT, OptionalDouble.of(85.7142), Optional.empty())))
        .endsWith("✖ 容器健康数 alert = 85.71: what was seen");
    assertThat(en(measured(Verdict.WARN, OptionalDouble.of(94.999), Optional.empty())))
        .endsWith("▲ 容器健康数 warn = 94.99: what was seen");
    assertThat(en(measured(Verdict.UNKNOWN, OptionalDouble.empty(), Optional.of(PORT))))
        .endsWith("? 容器健康数 unknown: what was seen [port-in-use] port 8000 is held by nginx");
  }

  @Test
  void tells_a_decision_with_its_reasons() {
    var event =
        new Event.DecisionMade(Decision.NO_GO, List.of("B-2 is not resolved", "time is up"));

    assertThat(zh(event)).endsWith("★ 最终决策: NO-GO: B-2 is not resolved; time is up");
    assertThat(en(event)).endsWith("★ decision: NO-GO: B-2 is not resolved; time is up");
  }

  @Test
  void tells_beginning_and_end_of_a_run() {
    assertThat(zh(Recording.started())).endsWith("▶ 开始执行 Week-2 紧急执行系统 (run-1): 1 个阻塞项, 时限 48 小时");
    assertThat(en(Recording.started()))
        .endsWith("▶ started Week-2 紧急执行系统 (run-1): blockers 1, time box 48 h");
    assertThat(en(new Event.RunResumed(4711, "killed"))).endsWith("process 4711: killed");
    assertThat(en(new Event.RunStopped("SIGTERM"))).endsWith("■ stopped: SIGTERM");
    assertThat(zh(new Event.RunStopped(""))).endsWith("■ 执行停止");
  }

  @Test
  void tells_rounds_and_attempts() {
    assertThat(zh(new Event.RoundStarted("B-1", 2))).endsWith("B-1 部署验证 ▶ 第 2 轮");
    assertThat(en(new Event.StepStarted(Recording.UP, 1))).endsWith("▷ deploy/up");
    assertThat(en(new Event.StepStarted(Recording.UP, 3))).endsWith("▷ deploy/up (attempt 3)");
  }

  @Test
  void tells_how_a_blocker_ended() {
    assertThat(zh(new Event.BlockerResolved("B-1", "FrontEndBot")))
        .endsWith("B-1 部署验证 ✔ 已解决，门槛全部实测通过 → FrontEndBot");
    assertThat(en(new Event.BlockerReopened("B-1", "healthy", "4 of 5")))
        .endsWith("↻ reopened, a gate does not pass any more: 容器健康数: 4 of 5");
    assertThat(en(new Event.BlockerFailed("B-1", "no remedy is left")))
        .endsWith("✖ not resolved: no remedy is left");
    assertThat(en(new Event.RoleAssigned("B-1", "NuWa", FailureClass.TIMEOUT, "the ladder ended")))
        .endsWith("→ handed to NuWa [timeout]: the ladder ended");
  }

  @Test
  void tells_checkpoints() {
    assertThat(
            en(
                new Event.RiskJudged(
                    "r", "slow deployment", Severity.YELLOW, RiskStanding.SEEN, "took 312 s")))
        .endsWith("⚠ risk seen [yellow] slow deployment: took 312 s");
    assertThat(zh(new Event.RiskJudged("r", "慢", Severity.RED, RiskStanding.UNKNOWN, "no sample")))
        .endsWith("? 风险未知 慢: no sample");
    assertThat(en(new Event.RiskJudged("r", "slow", Severity.RED, RiskStanding.GONE, "took 3 s")))
        .endsWith("✔ risk not there slow: took 3 s");
    assertThat(en(new Event.GuardActed("cpu", GuardAct.HELD, "93 % busy")))
        .endsWith("⛨ CPU guard holds new work: 93 % busy");
    assertThat(zh(new Event.GuardActed("disk", GuardAct.CLEANED, "3 个")))
        .endsWith("⛨ 磁盘守护 已清理旧日志: 3 个");
    assertThat(en(new Event.CheckpointReached("6h", true, Severity.RED, "all tasks ran")))
        .endsWith("◆ checkpoint 6h ✔ met: all tasks ran");
    assertThat(zh(new Event.CheckpointReached("18h", false, Severity.RED, "B-2")))
        .endsWith("◆ 检查点 18h ✖ 未达标 [red]: B-2");
  }

  @Test
  void names_the_tasks_after_the_decision() {
    var event =
        new Event.StepSucceeded(
            new StepKey(RunState.ON_GO, "stage", "set"), "W3", Map.of(), List.of());

    assertThat(zh(event)).endsWith("GO 之后 ✔ stage/set: W3");
    assertThat(en(event)).endsWith("on GO ✔ stage/set: W3");
    var back =
        new Event.StepSucceeded(
            new StepKey(RunState.ON_GO_WITHDRAWN, "stage", "put-back"), "W2", Map.of(), List.of());
    assertThat(zh(back)).endsWith("撤回 GO ✔ stage/put-back: W2");
    assertThat(en(back)).endsWith("GO taken back ✔ stage/put-back: W2");
  }

  @Test
  void makes_one_harmless_line_of_hostile_text() {
    var note =
        new FailureNote(
            FailureClass.UNKNOWN,
            "first\nsecond\u001b[2J\r\u202Ethird",
            Map.of(),
            Optional.empty());

    assertThat(en(new Event.StepFailed(Recording.UP, note)))
        .endsWith("[unknown] first second third");
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void names_every_class_of_failure_in_both_languages(FailureClass kind) {
    assertThat(FailureWords.of(kind, Language.EN)).isEqualTo(kind.id());
    assertThat(FailureWords.of(kind, Language.ZH))
        .endsWith(" " + kind.id())
        .matches("[^ ]+ [a-z-]+");
  }

  @Test
  void tells_progress_with_and_without_a_known_fraction() {
    var narration = new Narration(Language.ZH, ZoneId.of("Asia/Shanghai"));

    assertThat(
            narration.progress(
                Recording.START, Optional.of(STATE), Recording.UP, "3 of 5 healthy", 0.6))
        .isEqualTo("2026-11-22 20:00:03 B-1 部署验证 … deploy/up: 60% 3 of 5 healthy");
    assertThat(narration.progress(Recording.START, Optional.empty(), Recording.UP, "waiting", -1))
        .isEqualTo("2026-11-22 20:00:03 B-1 … deploy/up: waiting");
  }

  private static Event measured(
      Verdict verdict, OptionalDouble value, Optional<FailureNote> cause) {
    var reading = new Reading(verdict, value, "what was seen", Recording.START);
    return new Event.GateMeasured("B-1", "healthy", reading, cause, List.of());
  }

  @Test
  void cuts_what_would_flood_the_log_and_keeps_the_beginning() {
    var flood =
        new Event.StepFailed(
            Recording.UP,
            new FailureNote(
                FailureClass.TEST_FAILURE,
                "400 of 400 failed: " + "T-01 失败, ".repeat(400),
                Map.of(),
                Optional.empty()));

    assertThat(en(flood)).contains("400 of 400 failed: T-01").endsWith("…");
    assertThat(DisplayWidth.AMBIGUOUS_NARROW.of(en(flood))).isBetween(300, 320);
  }

  @Test
  void says_once_what_reading_and_cause_both_say() {
    var same =
        new FailureNote(FailureClass.PORT_IN_USE, "what was seen", Map.of(), Optional.empty());

    assertThat(en(measured(Verdict.ALERT, OptionalDouble.of(3), Optional.of(same))))
        .endsWith("alert = 3: what was seen [port-in-use]");
  }
}
