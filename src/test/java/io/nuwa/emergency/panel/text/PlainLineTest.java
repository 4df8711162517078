package io.nuwa.emergency.panel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainLineTest {

  @Test
  void leaves_ordinary_text_as_it_is() {
    assertThat(PlainLine.of("B-1 部署验证 ✅ → FrontEndBot, Việt e\u0301"))
        .isEqualTo("B-1 部署验证 ✅ → FrontEndBot, Việt e\u0301");
  }

  @Test
  void makes_one_line_of_several() {
    assertThat(PlainLine.of("  one\r\n\ttwo\u2028three\u0085four\u000bfive \n"))
        .isEqualTo("one two three four five");
  }

  @Test
  void takes_terminal_colours_out_and_makes_other_controls_visible() {
    assertThat(PlainLine.of("\u001b[1;31mred\u001b[0m \u009b2Jclear")).isEqualTo("red clear");
    assertThat(PlainLine.of("\u001b]0;title\u0007 \u0000\u007f")).isEqualTo("?]0;title? ??");
    assertThat(PlainLine.of("cut off \u001b[3")).isEqualTo("cut off ?[3");
    assertThat(PlainLine.of("\u001b")).isEqualTo("?");
  }

  @Test
  void removes_bidirectional_overrides_and_everything_invisible() {
    assertThat(PlainLine.of("a\u202Eb\u202Cc\u2066d\u2069e\u200Ff\u200Bg\uFEFFh\u00ADi\u061C"))
        .isEqualTo("abcdefghi");
  }

  @Test
  void removes_what_terminals_count_differently() {
    assertThat(PlainLine.of("⚠️")).isEqualTo("⚠");
    assertThat(PlainLine.of("👩‍💻")).isEqualTo("👩💻");
    assertThat(PlainLine.of("👍🏽")).isEqualTo("👍");
    assertThat(PlainLine.of("🇨🇳")).isEqualTo("CN");
    assertThat(PlainLine.of("1️⃣")).isEqualTo("1");
    assertThat(PlainLine.of("☰䷀")).isEqualTo("??");
  }

  @Test
  void replaces_what_has_no_picture() {
    assertThat(PlainLine.of("\uD800 \uE000 \uDBFF\uDFFF \u0378")).isEqualTo("? ? ? ?");
  }

  @Test
  void limits_marks_on_one_letter_and_drops_those_without_a_letter() {
    assertThat(PlainLine.of("z\u0335\u0336\u0337\u0338\u0339")).isEqualTo("z\u0335\u0336\u0337");
    assertThat(PlainLine.of("\u0301a \u0301b")).isEqualTo("a b");
  }
}
