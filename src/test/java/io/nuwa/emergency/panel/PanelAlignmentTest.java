package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sides of the box stand in line, whatever is written in it and however wide it is. */
final class PanelAlignmentTest {
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "x",
          "部署验证",
          "ｆｕｌｌｗｉｄｔｈ",
          "ﾊﾝｶｸｶﾅ",
          "한국어 제목",
          "日本語のタイトル",
          "e\u0301te\u0301",
          "z\u0335\u0336\u0337\u0338\u0339\u033A\u033B\u033C",
          "\u0301at the start",
          "⏳✅❌🔄",
          "⚠️ 注意",
          "1️⃣ first",
          "👩‍💻👨‍👩‍👧‍👦",
          "👍🏽👍🏿",
          "🇨🇳🇩🇪",
          "line\nbreak\r\nand\ttab",
          "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0000\u007f\u009b1m",
          "\u202Eevil\u202C\u2066x\u2069",
          "\u200Bzero\uFEFFwidth\u00ADsoft",
          "\u2028separator\u2029",
          "\uE000\uDBFF\uDFFF",
          "\uD800 alone",
          "─│═║▒░█",
          "→…—“”℃№",
          "ⅠⅡⅢ①②③",
          "ёжик Ω≈ç√",
          "नमस्ते",
          "สวัสดี",
          "مرحبا",
          "\u3000ideographic\u00A0space",
          "很长".repeat(120),
          "verylongword".repeat(30),
          "🚀".repeat(99),
          "a b ".repeat(99));

  @ParameterizedTest
  @EnumSource(DisplayWidth.class)
  void every_line_is_as_wide_as_the_others_for_hostile_texts_and_all_widths(DisplayWidth width) {
    for (int columns = 40; columns <= 200; columns++) {
      // Every width with some of the texts, every text with many widths: all of both take too long.
      for (int text = columns % 5; text < HOSTILE.size(); text += 5) {
        StatusView view =
            hostile(HOSTILE.get(text), HOSTILE.get((text + columns / 2) % HOSTILE.size()));
        assertInLine(
            panel(columns % 3 == 0 ? Language.ZH : Language.EN, columns, width),
            view,
            columns,
            width);
      }
    }
  }

  @Test
  void every_line_is_as_wide_as_the_others_for_random_characters() {
    var random = new Random(20250616);
    for (int run = 0; run < 500; run++) {
      int columns = 40 + random.nextInt(161);
      DisplayWidth width =
          random.nextBoolean() ? DisplayWidth.AMBIGUOUS_NARROW : DisplayWidth.AMBIGUOUS_WIDE;
      StatusView view = hostile(random(random), random(random));
      assertInLine(panel(Language.ZH, columns, width), view, columns, width);
    }
  }

  @Test
  void is_as_wide_as_the_founding_panel_where_its_content_fits_and_never_wider_than_the_terminal() {
    assertThat(widths(panel(Language.ZH, 200, DisplayWidth.AMBIGUOUS_NARROW), Views.founding()))
        .containsOnly(58);
    assertThat(widths(panel(Language.ZH, 50, DisplayWidth.AMBIGUOUS_NARROW), Views.founding()))
        .containsOnly(50);
    assertThat(widths(panel(Language.ZH, 10, DisplayWidth.AMBIGUOUS_NARROW), Views.founding()))
        .containsOnly(40);
    assertThat(
            widths(
                panel(Language.ZH, 100, DisplayWidth.AMBIGUOUS_NARROW),
                hostile("很长".repeat(120), "x")))
        .containsOnly(100);
  }

  private static StatusPanel panel(Language language, int columns, DisplayWidth width) {
    return new StatusPanel(language, ZoneOffset.UTC, columns, width, Palette.OFF);
  }

  private static void assertInLine(
      StatusPanel panel, StatusView view, int columns, DisplayWidth width) {
    String rendered = panel.render(view);
    List<String> lines = rendered.lines().toList();
    assertThat(lines.stream().map(line -> Columns.of(line, width)).distinct().toList())
        .as(() -> "widths of the lines at " + columns + " columns:\n" + rendered)
        .hasSize(1)
        .allMatch(wide -> wide <= columns);
    assertThat(lines.stream().filter(line -> !isRow(line)).toList()).isEmpty();
  }

  private static boolean isRow(String line) {
    return "╔║╠╚".indexOf(line.charAt(0)) >= 0
        && "╗║╣╝".indexOf(line.charAt(line.length() - 1)) >= 0;
  }

  private static List<Integer> widths(StatusPanel panel, StatusView view) {
    return panel
        .render(view)
        .lines()
        .map(line -> Columns.of(line, DisplayWidth.AMBIGUOUS_NARROW))
        .toList();
  }

  private static StatusView hostile(String one, String other) {
    StatusView usual = Views.everything();
    var gate =
        new GateView(
            one, other, Optional.of(Verdict.ALERT), OptionalDouble.of(1), one, Optional.empty());
    var blockers = new ArrayList<BlockerView>();
    for (Status status : Status.values()) {
      blockers.add(
          new BlockerView(
              status.id(),
              one,
              other,
              status,
              false,
              status == Status.RESOLVED,
              Optional.empty(),
              Optional.empty(),
              1,
              other,
              Optional.of(one),
              List.of(gate)));
    }
    blockers.add(
        new BlockerView(
            one,
            other,
            one,
            Status.PENDING,
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            0,
            one,
            Optional.of(other),
            List.of()));
    return new StatusView(
        one,
        usual.run(),
        usual.startedAt(),
        usual.now(),
        usual.timeBox(),
        usual.nextCheck(),
        blockers,
        Decision.NO_GO,
        List.of(one, other),
        usual.runningPid(),
        true,
        List.of(other, one));
  }

  private static String random(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(80);
    for (int character = 0; character < length; character++) {
      // Half of them from the plane of common scripts, the rest from the planes with emoji.
      int bound = random.nextBoolean() ? 0x10000 : 0x20000;
      text.appendCodePoint(random.nextInt(bound));
    }
    return text.toString();
  }
}
