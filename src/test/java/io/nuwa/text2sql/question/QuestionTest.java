package io.nuwa.text2sql.question;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {

  @ParameterizedTest
  @ValueSource(strings = {"统计去年销售额", " 统计 去年销售额？", "统计去年，销售额。", "统计\u200b去年销售额"})
  void questions_that_differ_in_spaces_and_punctuation_share_a_key(String asked) {
    assertThat(Question.of(asked).key()).isEqualTo("统计去年销售额");
  }

  @Test
  void words_of_latin_letters_stay_apart() {
    assertThat(Question.of("Top  10 customers?").key()).isEqualTo("top 10 customers");
    assertThat(Question.of("前 10 个 客户").key()).isEqualTo("前10个客户");
  }
}
