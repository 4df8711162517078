package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.acceptance.system.ApiReply;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import io.nuwa.text2sql.acceptance.system.SystemUnderTestExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** T-01: a question in Chinese or English becomes SQL, and the answer is right. */
@ExtendWith(SystemUnderTestExtension.class)
class T01QuestionsAnswered {

  static Stream<KnownQuestion> questions() {
    return Stream.of(sums(), counts(), groups(), ranks()).flatMap(List::stream);
  }

  @ParameterizedTest(name = "T-01 {0}")
  @MethodSource("questions")
  void answers(KnownQuestion known, SystemUnderTest system) throws SQLException {
    assertThat(system.database().number(known.evidence()))
        .as("rows in the database without which this case proves nothing: %s", known.evidence())
        .isPositive();
    List<List<Object>> expected = system.database().rows(known.reference());
    ApiReply reply = system.api().ask(known.question());
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(200);
    assertThat(reply.sql()).as("sql").startsWith("SELECT ");
    assertThat(reply.rows()).as("rows of %s", reply.sql()).isEqualTo(expected);
  }

  private static List<KnownQuestion> sums() {
    String sold = "SELECT COALESCE(sum(total_amount), 0) FROM orders WHERE status <> 'cancelled'";
    String year = "to_char(order_date, 'YYYY') = to_char(CURRENT_DATE, 'YYYY')";
    String month = "to_char(order_date, 'YYYYMM') = to_char(CURRENT_DATE, 'YYYYMM')";
    String mean =
        "SELECT round(sum(total_amount) / count(*), 2) FROM orders WHERE status <> 'cancelled'";
    return List.of(
        KnownQuestion.ofLastYear("统计去年销售额", sold + " AND LAST_YEAR"),
        KnownQuestion.ofLastYear("去年的销售总额是多少？", sold + " AND LAST_YEAR"),
        KnownQuestion.ofLastYear("What were the total sales last year?", sold + " AND LAST_YEAR"),
        KnownQuestion.ofOrders("今年的销售额是多少", sold + " AND " + year),
        KnownQuestion.ofOrders("统计本月销售额", sold + " AND " + month),
        KnownQuestion.ofOrders(
            "最近30天的销售额", sold + " AND order_date BETWEEN CURRENT_DATE - 30 AND CURRENT_DATE"),
        KnownQuestion.ofOrders("所有订单的总金额", sold),
        KnownQuestion.ofOrders("平均订单金额是多少", mean),
        KnownQuestion.ofLastYear(
            "去年最大订单金额",
            "SELECT total_amount FROM orders WHERE status <> 'cancelled' AND LAST_YEAR"
                + " ORDER BY total_amount DESC LIMIT 1"));
  }

  private static List<KnownQuestion> counts() {
    return List.of(
        KnownQuestion.ofLastYear("去年有多少订单", "SELECT count(id) FROM orders WHERE LAST_YEAR"),
        KnownQuestion.ofOrders("统计订单数量", "SELECT count(id) FROM orders"),
        KnownQuestion.ofOrders(
            "已取消的订单数量", "SELECT count(id) FROM orders WHERE status = 'cancelled'"),
        KnownQuestion.of("customers", "一共有多少个客户", "SELECT count(id) FROM customers"),
        KnownQuestion.of(
            "products", "how many products are there", "SELECT count(id) FROM products"));
  }

  private static List<KnownQuestion> groups() {
    return List.of(
        KnownQuestion.ofLastYear(
            "去年每个月的销售额",
            "SELECT to_char(order_date, 'YYYY-MM'), sum(total_amount) FROM orders"
                + " WHERE status <> 'cancelled' AND LAST_YEAR GROUP BY 1 ORDER BY 1"),
        KnownQuestion.ofLastYear(
            "按月统计去年的订单数量",
            "SELECT to_char(order_date, 'YYYY-MM'), count(id) FROM orders"
                + " WHERE LAST_YEAR GROUP BY 1 ORDER BY 1"),
        KnownQuestion.ofOrders(
            "按状态统计订单数量", "SELECT status, count(id) FROM orders GROUP BY 1 ORDER BY 2 DESC, 1"),
        KnownQuestion.of(
            "customers",
            "每个城市有多少客户",
            "SELECT city, count(id) FROM customers GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000"),
        KnownQuestion.ofOrders(
            "sales by city",
            "SELECT city, sum(total_amount) FROM orders o, customers c WHERE c.id = o.customer_id"
                + " AND status <> 'cancelled' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000"),
        KnownQuestion.ofItems(
            "按类别统计去年的销售额",
            "SELECT category, sum(quantity * unit_price) ITEMS AND status <> 'cancelled'"
                + " AND LAST_YEAR GROUP BY 1 ORDER BY 2 DESC, 1"),
        KnownQuestion.ofItems(
            "每个产品的销售额",
            "SELECT p.name, sum(quantity * unit_price) ITEMS AND status <> 'cancelled'"
                + " GROUP BY p.id ORDER BY 2 DESC, 1, p.id LIMIT 1000"),
        KnownQuestion.of(
            "products",
            "每个类别的产品平均价格",
            "SELECT category, round(avg(price), 2) FROM products GROUP BY 1 ORDER BY 2 DESC, 1"));
  }

  private static List<KnownQuestion> ranks() {
    String byCustomer =
        "SELECT c.name, sum(total_amount) FROM orders o, customers c WHERE c.id = o.customer_id AND"
            + " status <> 'cancelled' GROUP BY c.id ORDER BY 2 DESC, 1, c.id LIMIT 10";
    return List.of(
        KnownQuestion.ofOrders("销售额最高的前10个客户", byCustomer),
        KnownQuestion.ofOrders("top 10 customers by sales", byCustomer),
        KnownQuestion.ofItems(
            "销量最高的三个产品",
            "SELECT p.name, sum(quantity) ITEMS AND status <> 'cancelled'"
                + " GROUP BY p.id ORDER BY 2 DESC, 1, p.id LIMIT 3"),
        KnownQuestion.of(
            "products",
            "价格最高的5个产品",
            "SELECT id, name, category, price FROM products ORDER BY price DESC, id LIMIT 5"));
  }
}
