package io.nuwa.text2sql.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.guard.Verdict.Allowed;
import io.nuwa.text2sql.guard.Verdict.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "删除用户表",
        "刪除用戶表",
        "请你帮我把订单清空",
        "把价格改成0",
        "统计销售额；然后更新订单状态",
        "新增一个客户",
        "更新所有订单",
        "删\u200b除用户表",
        "删/**/除用户表",
        "DROP\tTABLE orders",
        "ＤＲＯＰ table orders",
        "show sales; update products set price = 0",
        "create user hacker",
        "x'; drop table orders; --"
      })
  void refuses_what_asks_for_a_change(String question) {
    assertThat(new QuestionGuard().judge(question)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "统计去年销售额",
        "去年新增客户数量",
        "新增客户数量",
        "已取消的订单数量",
        "取消的订单总数",
        "统计被删除的订单数量",
        "最近更新的产品",
        "sales by city, created this year",
        "dropped orders"
      })
  void lets_questions_pass(String question) {
    assertThat(new QuestionGuard().judge(question)).isInstanceOf(Allowed.class);
  }
}
