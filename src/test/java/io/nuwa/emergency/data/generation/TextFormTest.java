package io.nuwa.emergency.data.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[A-Z]{2}-\\d{4}$",
        "^(a|bc|[x-z]+)[^0-9]?$",
        "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$",
        "^(?:\\+86)?1[3-9]\\d{9}$",
        "^\\S.*\\S$",
        "colou?r",
        "^[^a-z]+$",
        "^[]x]+$"
      })
  void each_text_of_a_form_matches_it(String expression) {
    TextForm form = TextForm.of(expression, 5).orElseThrow();
    Pattern pattern = Pattern.compile(expression.replace("[]x]", "[\\]x]"));
    for (long number = 0; number < Math.min(1000, form.size()); number++) {
      assertThat(pattern.matcher(form.text(number)).find()).as(form.text(number)).isTrue();
    }
  }

  @Test
  void two_numbers_give_two_texts() {
    TextForm form = TextForm.of("^[a-c]{2}-(x|yy)\\d$", 5).orElseThrow();
    var texts = new HashSet<String>();
    for (long number = 0; number < form.size(); number++) {
      texts.add(form.text(number));
    }
    assertThat(form.size()).isEqualTo(3 * 3 * 2 * 10);
    assertThat(texts).hasSize(180);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(a)\\1", "a{", "a{x}", "a{3,2}", "[a", "(a", "*a"})
  void what_is_not_known_is_no_form(String expression) {
    assertThat(TextForm.of(expression, 5)).isEmpty();
  }
}
