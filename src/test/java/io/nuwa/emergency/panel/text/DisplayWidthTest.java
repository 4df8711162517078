package io.nuwa.emergency.panel.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayWidthTest {
  private static final DisplayWidth NARROW = DisplayWidth.AMBIGUOUS_NARROW;
  private static final DisplayWidth WIDE = DisplayWidth.AMBIGUOUS_WIDE;

  /** Classes as in EastAsianWidth.txt of Unicode. */
  @ParameterizedTest
  @CsvSource({
    "0041, 1", "00EB, 1", "0301, 0", "200B, 0", "1100, 2", "1161, 0", "231A, 2", "23F0, 2",
    "23F3, 2", "2329, 2", "2705, 2", "2714, 1", "26A0, 1", "274C, 2", "2591, 1", "3000, 2",
    "302A, 0", "303F, 1", "3042, 2", "3099, 0", "30AB, 2", "4E2D, 2", "A4C6, 2", "A4D0, 1",
    "AC00, 2", "D7A3, 2", "D7B0, 0", "F900, 2", "FE0F, 0", "FE30, 2", "FF01, 2", "FF61, 1",
    "FF76, 1", "FFE5, 2", "FFE8, 1", "1F004, 2", "1F1E8, 1", "1F3FB, 2", "1F504, 2", "1F527, 2",
    "1F6D7, 2", "1F7E1, 2", "1F9D0, 2", "1FAE0, 2", "20000, 2", "E0001, 0",
  })
  void counts_columns_by_east_asian_width(String character, int columns) {
    int codePoint = Integer.parseInt(character, 16);

    assertThat(NARROW.of(codePoint)).isEqualTo(columns);
    assertThat(WIDE.of(codePoint)).isEqualTo(columns);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2550", "2551", "2554", "255D", "2588", "2592", "2192", "2026", "2014", "2460", "00B7",
        "00E9", "03B1", "0416",
      })
  void counts_ambiguous_characters_as_the_caller_says(String character) {
    int codePoint = Integer.parseInt(character, 16);

    assertThat(NARROW.of(codePoint)).isEqualTo(1);
    assertThat(WIDE.of(codePoint)).isEqualTo(2);
  }

  @Test
  void adds_up_the_columns_of_a_text() {
    assertThat(NARROW.of("B-1 部署验证 [⏳]")).isEqualTo(4 + 8 + 1 + 4);
    assertThat(WIDE.of("→ a…")).isEqualTo(2 + 1 + 1 + 2);
    assertThat(NARROW.of("")).isZero();
  }

  @Test
  void cuts_at_columns_and_never_through_a_character() {
    assertThat(NARROW.cut("部署验证", 8)).isEqualTo("部署验证");
    assertThat(NARROW.cut("部署验证", 7)).isEqualTo("部署验…");
    assertThat(NARROW.cut("部署验证", 6)).isEqualTo("部署…");
    assertThat(NARROW.cut("🚀🚀🚀", 4)).isEqualTo("🚀…");
    assertThat(WIDE.cut("部署验证", 7)).isEqualTo("部署…");
    assertThat(WIDE.cut("部署验证", 1)).isEmpty();
    assertThat(NARROW.cut("部署", 0)).isEmpty();
  }

  @Test
  void keeps_combining_marks_with_their_letter_when_it_cuts() {
    assertThat(NARROW.cut("e\u0301e\u0301e\u0301", 2)).isEqualTo("e\u0301…");
  }

  @Test
  void fits_to_exactly_so_many_columns() {
    assertThat(NARROW.fit("部署验证", 6)).isEqualTo("部署… ");
    assertThat(NARROW.fit("ab", 4)).isEqualTo("ab  ");
  }

  @Test
  void wraps_at_spaces_between_words_and_anywhere_between_chinese_characters() {
    assertThat(NARROW.wrap("one two three", 9, 5)).containsExactly("one two", "three");
    assertThat(NARROW.wrap("部署验证部署验证", 6, 5)).containsExactly("部署验", "证部署", "验证");
    assertThat(NARROW.wrap("abcdefghij", 4, 5)).containsExactly("abcd", "efgh", "ij");
    assertThat(NARROW.wrap("", 4, 5)).containsExactly("");
  }

  @Test
  void begins_no_line_with_a_closing_punctuation_mark() {
    assertThat(NARROW.wrap("声称已解决，但没有", 10, 3)).containsExactly("声称已解", "决，但没有");
  }

  @Test
  void cuts_what_does_not_fit_into_the_last_line() {
    assertThat(NARROW.wrap("one two three four", 5, 2)).containsExactly("one", "two …");
  }
}
