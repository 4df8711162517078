package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusPanelTest {

  private static StatusPanel panel(Language language, int columns, Palette palette) {
    return new StatusPanel(
        language, ZoneId.of("Asia/Shanghai"), columns, DisplayWidth.AMBIGUOUS_NARROW, palette);
  }

  private static String chinese(StatusView view) {
    return panel(Language.ZH, 120, Palette.OFF).render(view);
  }

  private static String english(StatusView view) {
    return panel(Language.EN, 120, Palette.OFF).render(view);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, [⏳] 待执行, [⏳] pending",
    "IN_PROGRESS, [🔄] 执行中, [🔄] in progress",
    "PARTIALLY_RESOLVED, [🟡] 部分解决, [🟡] partially resolved",
    "FAILED, [❌] 失败, [❌] failed",
    "RESOLVED, [❗] 已解决 (未验证), [❗] resolved (not verified)",
  })
  void has_a_mark_and_a_word_for_each_status(Status status, String zh, String en) {
    StatusView view = worked(List.of(Views.standing(status)), Optional.of(4711L));

    assertThat(chinese(view)).contains("B-1 部署验证  " + zh + " → FrontEndBot");
    assertThat(english(view)).contains("B-1 部署验证  " + en + " → FrontEndBot");
  }

  @Test
  void says_of_a_run_that_was_stopped_that_nobody_works_on_it() {
    StatusView view = worked(List.of(Views.standing(Status.IN_PROGRESS)), Optional.empty());

    assertThat(chinese(view)).contains("执行进程: 无 (emergency execute 继续)", "[⏳] 已中断");
    assertThat(english(view))
        .contains("Process: none ('emergency execute' goes on)", "[⏳] interrupted")
        .doesNotContain("in progress");
  }

  @Test
  void promises_no_check_where_nobody_watches() {
    assertThat(chinese(worked(List.of(), Optional.empty()))).contains("下次检查: 无 (无人监控)");
    assertThat(english(worked(List.of(), Optional.empty())))
        .contains("Next check: none (nobody watches)");
    assertThat(english(Views.idle())).contains("Next check: none planned");
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 67", "1, 3, 33", "1, 8, 13", "0, 3, 0", "3, 3, 100", "399, 400, 99"})
  void rounds_half_up_and_says_100_of_nothing_less_than_all(int done, int all, int percent) {
    var blockers = new ArrayList<BlockerView>();
    for (int i = 0; i < all; i++) {
      blockers.add(
          i < done ? Views.resolved("B-" + i, "b", true, false) : Views.standing(Status.PENDING));
    }
    assertThat(english(Views.view("Week-2", blockers))).contains("Progress: " + percent + "% ");
  }

  private static StatusView worked(List<BlockerView> blockers, Optional<Long> pid) {
    StatusView founding = Views.founding();
    return new StatusView(
        founding.title(),
        founding.run(),
        founding.startedAt(),
        founding.now(),
        founding.timeBox(),
        Optional.empty(),
        blockers,
        founding.decision(),
        List.of(),
        pid,
        false,
        List.of());
  }

  @Test
  void shows_a_verified_blocker_as_resolved_and_counts_it() {
    StatusView view =
        Views.view(
            "Week-2",
            List.of(Views.resolved("B-1", "部署验证", true, false), Views.standing(Status.PENDING)));

    assertThat(chinese(view))
        .contains("[✅] 已解决 → FrontEndBot")
        .contains("总进度: 50% [" + "█".repeat(19) + "░".repeat(19) + "]");
  }

  @Test
  void marks_a_claim_and_does_not_count_it() {
    StatusView view = Views.view("Week-2", List.of(Views.resolved("B-1", "部署验证", false, true)));

    assertThat(chinese(view))
        .contains("[❔] 已解决 (已声明未验证)")
        .contains("总进度: 0% [░")
        .contains("另有 1 项声称已解决但未验证，不计入进度");
    assertThat(english(view))
        .contains("[❔] resolved (claimed, not verified)")
        .contains("Progress: 0% [░")
        .contains("1 more said to be resolved but not verified; not counted");
  }

  @Test
  void lists_below_a_blocker_what_is_done_and_the_measured_gates_that_are_no_pass() {
    assertThat(chinese(Views.everything()).lines().map(line -> line.replace("║", "").strip()))
        .containsSubsequence(
            "正在: B-2/tests/run", "[警告 50小时30分钟前] 测试通过率: 6 of 7 = 85.7 %", "6 of 7 passed")
        .noneMatch(line -> line.contains("1 failed"));
  }

  @Test
  void shows_no_gate_that_was_never_measured() {
    assertThat(chinese(Views.founding())).doesNotContain("测试通过率");
  }

  @Test
  void shows_decision_reasons_warnings_process_and_an_overrun_time_box() {
    assertThat(chinese(Views.everything()))
        .contains("(已过 50/48 小时, 已超时)")
        .contains("执行进程: 4711")
        .contains("监控进程: 815 (自 2025-06-16 20:01 起)")
        .contains("阻塞项状态 (刚刚测量):")
        .contains("(已逾期1小时30分钟)")
        .contains("最终决策: NO-GO")
        .contains("- B-2: 测试通过率 85.7 % < 95 %")
        .contains("! blocker-B3-status.json 声称已解决，但没有任何测量记录");
    assertThat(english(Views.everything()))
        .contains("(50/48 hours elapsed, overdue)")
        .contains("Process: 4711")
        .contains("Monitor: 815 (since 2025-06-16 20:01)")
        .contains("Blockers (measured just now):")
        .contains("(1 h 30 min overdue)")
        .contains("Decision: NO-GO");
  }

  @Test
  void shows_phase_checkpoint_forecast_and_whatever_is_missed_seen_or_held() {
    assertThat(chinese(Views.everything()))
        .contains("当前阶段: 收尾与切换 (36h - 48h)")
        .contains("! 检查点 48h: 2025-06-18 20:00 (已逾期2小时30分钟) 有风险: B-2 is pending")
        .contains("预测 B-2: 2025-06-18 23:00 至 2025-06-19 00:00, 3 attempts took 41 s on average;")
        .contains("! B-2 未达标, 期限 2025-06-17 14:00: not resolved 32 h after its deadline")
        .contains("! 风险: 部署过慢: B-1/deploy took 312 s")
        .contains("! CPU 守护: 93 % busy; new work waits")
        .doesNotContain("没有: nothing to see")
        .doesNotContain("removed 3 old logs");
    assertThat(english(Views.everything()))
        .contains("Phase: 收尾与切换 (36h - 48h)")
        .contains("B-2 missed, due 2025-06-17 14:00")
        .contains("Risk: 部署过慢")
        .contains("CPU guard: 93 % busy");
  }

  @Test
  void says_that_nothing_was_started_when_there_is_no_run() {
    assertThat(chinese(Views.idle()))
        .contains("开始时间: 尚未开始")
        .contains("下次检查: 未安排")
        .doesNotContain("已过")
        .doesNotContain("最终决策");
    assertThat(english(Views.idle()))
        .contains("Started: not started")
        .contains("Next check: none planned");
  }

  @Test
  void counts_minutes_in_a_time_box_that_is_not_whole_hours() {
    StatusView founding = Views.founding();
    StatusView view =
        new StatusView(
            founding.title(),
            founding.run(),
            founding.startedAt(),
            Views.START.plus(Duration.ofSeconds(125)),
            Duration.ofMinutes(90),
            Optional.of(Views.START.plus(Duration.ofMinutes(15))),
            founding.blockers(),
            Decision.UNDECIDED,
            List.of(),
            Optional.empty(),
            false,
            List.of());

    assertThat(chinese(view)).contains("(已过 2/90 分钟)").contains("(13分钟后)");
    assertThat(english(view)).contains("(2/90 minutes elapsed)").contains("(in 13 min)");
  }

  @Test
  void says_why_nothing_is_decided_though_all_is_resolved() {
    StatusView founding = Views.founding();
    StatusView view =
        new StatusView(
            founding.title(),
            founding.run(),
            founding.startedAt(),
            founding.now(),
            founding.timeBox(),
            founding.nextCheck(),
            List.of(Views.resolved("B-1", "deployment", true, false)),
            Decision.UNDECIDED,
            List.of("1 of 1 blockers are resolved", "GO needs a look at all of them at once"),
            Optional.empty(),
            false,
            List.of());

    assertThat(english(view))
        .contains("Progress: 100%", "Decision: UNDECIDED", "- GO needs a look at all of them");
  }

  @Test
  void colours_only_when_it_is_asked_to() {
    String coloured = panel(Language.ZH, 120, Palette.ON).render(Views.everything());

    assertThat(coloured)
        .contains("\u001b[31mNO-GO\u001b[0m")
        .contains("[\u001b[33m警告\u001b[0m 50小时30分钟前]")
        .contains("\u001b[32m已解决\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(chinese(Views.everything()));
  }

  @Test
  void keeps_words_below_the_line_that_a_narrow_terminal_has_no_room_for() {
    String narrow = panel(Language.ZH, 40, Palette.OFF).render(Views.founding());

    assertThat(narrow.lines())
        .contains("║ 当前时间: 2025-06-16 20:00           ║")
        .contains("║       (已过 0/48 小时)               ║")
        .containsSubsequence(
            "║   B-1 部署验证  [⏳] 待执行          ║", "║       → FrontEndBot                  ║");
  }

  @Test
  void says_in_full_that_a_claim_is_a_claim_in_the_narrowest_terminal() {
    StatusView view =
        Views.view("Week-2", List.of(Views.resolved("B-1", "部署验证与其他工作", false, true)));

    assertThat(panel(Language.ZH, 40, Palette.OFF).render(view))
        .contains("B-1 部署验证与其他工作", "[❔] 已解决 (已声明未验证)");
    assertThat(panel(Language.EN, 40, Palette.OFF).render(view))
        .contains("B-1 部署验证与其他工作", "[❔] resolved", "(claimed, not verified)");
  }

  @Test
  void wraps_a_long_warning_instead_of_hiding_its_next_step() {
    String warning = "文件损坏 ".repeat(12) + "请运行 emergency doctor";
    StatusView founding = Views.founding();
    StatusView view =
        new StatusView(
            founding.title(),
            founding.run(),
            founding.startedAt(),
            founding.now(),
            founding.timeBox(),
            founding.nextCheck(),
            founding.blockers(),
            founding.decision(),
            List.of(),
            Optional.empty(),
            false,
            List.of(warning));

    assertThat(panel(Language.ZH, 58, Palette.OFF).render(view)).contains("emergency doctor");
  }
}
