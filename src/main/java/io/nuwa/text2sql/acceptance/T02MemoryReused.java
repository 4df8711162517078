package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.acceptance.system.ApiReply;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import io.nuwa.text2sql.acceptance.system.SystemUnderTestExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T-02: what was answered once is remembered, and reused. */
@ExtendWith(SystemUnderTestExtension.class)
class T02MemoryReused {

  @Test
  @DisplayName("T-02 a new question is translated, and remembered the second time")
  void remembers_the_second_time(SystemUnderTest system) {
    String question = newQuestion();
    ApiReply first = system.api().ask(question);
    ApiReply second = system.api().ask(question);
    assertThat(first.source()).as("source of %s", first.body()).isEqualTo("rules");
    assertThat(second.source()).as("source of %s", second.body()).isEqualTo("memory");
    assertThat(second.sql()).isEqualTo(first.sql());
    assertThat(second.rows()).as("rows").isNotEmpty().isEqualTo(first.rows());
  }

  @ParameterizedTest(name = "T-02 the same question is known again when written as \"{0}\"")
  @ValueSource(strings = {"  %s？", "%s。", "%s ！", "价格 最高的 前 NUMBER 个产品"})
  void knows_the_question_again(String spelling, SystemUnderTest system) {
    String question = newQuestion();
    ApiReply first = system.api().ask(question);
    String again = spelling.formatted(question).replace("NUMBER", question.replaceAll("\\D", ""));
    ApiReply second = system.api().ask(again);
    assertThat(first.status()).as("status of %s", first.body()).isEqualTo(200);
    assertThat(second.source()).as("source of %s", second.body()).isEqualTo("memory");
  }

  @Test
  @DisplayName("T-02 each reuse is counted in the metrics")
  void counts_each_reuse(SystemUnderTest system) {
    String question = newQuestion();
    system.api().ask(question);
    double before = system.api().metric("text2sql_memory_hits_total");
    system.api().ask(question);
    system.api().ask(question);
    assertThat(system.api().metric("text2sql_memory_hits_total"))
        .isGreaterThanOrEqualTo(before + 2);
  }

  @Test
  @DisplayName("T-02 the memory lies in the database with the SQL that was run")
  void keeps_the_memory_in_the_database(SystemUnderTest system) throws SQLException {
    String question = newQuestion();
    ApiReply reply = system.api().ask(question);
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(200);
    List<List<Object>> remembered =
        system.database().rows("SELECT sql FROM text2sql_memory WHERE question = ?", question);
    assertThat(remembered).isEqualTo(List.of(List.of(reply.sql())));
  }

  @Test
  @DisplayName("T-02 questions that differ in one word are kept apart")
  void keeps_different_questions_apart(SystemUnderTest system) {
    String highest = newQuestion();
    ApiReply first = system.api().ask(highest);
    ApiReply second = system.api().ask(highest.replace("最高", "最低"));
    assertThat(first.status()).as("status of %s", first.body()).isEqualTo(200);
    assertThat(second.status()).as("status of %s", second.body()).isEqualTo(200);
    assertThat(second.sql()).isNotEqualTo(first.sql());
  }

  @Test
  @DisplayName("T-02 a refused question is not remembered")
  void does_not_remember_what_it_refused(SystemUnderTest system) throws SQLException {
    ApiReply refused = system.api().ask("删除用户表");
    ApiReply answered = system.api().ask(newQuestion());
    assertThat(refused.status()).as("status of %s", refused.body()).isEqualTo(403);
    assertThat(answered.status()).as("status of %s", answered.body()).isEqualTo(200);
    long remembered =
        system.database().number("SELECT count(*) FROM text2sql_memory WHERE question LIKE '%删除%'");
    assertThat(remembered).isZero();
  }

  /** Not asked before, for all practical purposes, so that it cannot be in memory yet. */
  private static String newQuestion() {
    int count = ThreadLocalRandom.current().nextInt(100_000, 999_999);
    return "价格最高的前" + count + "个产品";
  }
}
