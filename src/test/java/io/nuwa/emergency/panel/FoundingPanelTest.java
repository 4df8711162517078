package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.panel.text.DisplayWidth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FoundingPanelTest {
  /** Section 7 of the founding document, byte for byte. */
  private static final List<String> SECTION_7 =
      List.of(
          "╔════════════════════════════════════════════════════════╗",
          "║           Week-2 紧急执行系统 - 实时状态               ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 开始时间: 2025-06-16 20:00                            ║",
          "║ 当前时间: 2025-06-16 20:00 (已过 0/48 小时)          ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 阻塞项状态:                                            ║",
          "║   B-1 部署验证  [⏳] 待执行 → FrontEndBot             ║",
          "║   B-2 测试执行  [⏳] 待执行 → SchemaSage              ║",
          "║   B-3 可观测性  [⏳] 待执行 → ExporterGuru            ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 总进度: 0% [░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░]  ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 下次检查: 2025-06-17 02:00 (6小时后)                  ║",
          "╚════════════════════════════════════════════════════════╝");

  /** The same, with the right side of the rows that were drawn by hand too short put in line. */
  private static final List<String> IN_LINE =
      List.of(
          "╔════════════════════════════════════════════════════════╗",
          "║           Week-2 紧急执行系统 - 实时状态               ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 开始时间: 2025-06-16 20:00                             ║",
          "║ 当前时间: 2025-06-16 20:00 (已过 0/48 小时)            ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 阻塞项状态:                                            ║",
          "║   B-1 部署验证  [⏳] 待执行 → FrontEndBot              ║",
          "║   B-2 测试执行  [⏳] 待执行 → SchemaSage               ║",
          "║   B-3 可观测性  [⏳] 待执行 → ExporterGuru             ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 总进度: 0% [░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░]    ║",
          "╠════════════════════════════════════════════════════════╣",
          "║ 下次检查: 2025-06-17 02:00 (6小时后)                   ║",
          "╚════════════════════════════════════════════════════════╝");

  private static List<String> rendered() {
    return new StatusPanel(
            Language.ZH, ZoneId.of("Asia/Shanghai"), 80, DisplayWidth.AMBIGUOUS_NARROW, Palette.OFF)
        .render(Views.founding())
        .lines()
        .toList();
  }

  @Test
  void draws_the_box_of_the_founding_document_with_its_sides_in_line() {
    assertThat(rendered()).isEqualTo(IN_LINE);
  }

  @Test
  void says_byte_for_byte_what_the_founding_document_says_before_the_right_side() {
    assertThat(rendered().stream().map(FoundingPanelTest::withoutRightSide).toList())
        .isEqualTo(SECTION_7.stream().map(FoundingPanelTest::withoutRightSide).toList());
  }

  @Test
  void ends_with_a_newline() {
    String panel =
        new StatusPanel(
                Language.ZH,
                ZoneId.of("Asia/Shanghai"),
                80,
                DisplayWidth.AMBIGUOUS_NARROW,
                Palette.OFF)
            .render(Views.founding());

    assertThat(panel).endsWith("╝\n").doesNotContain("\r", "\u001b");
  }

  private static String withoutRightSide(String row) {
    return row.substring(0, row.length() - 1).stripTrailing();
  }
}
