package io.nuwa.text2sql.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.question.Question;
import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import io.nuwa.text2sql.translate.Translation.Translated;
import io.nuwa.text2sql.translate.Translation.Unclear;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslatorTest {
  private static final String SOLD = " FROM orders WHERE orders.status <> 'cancelled'";

  @Test
  void sums_the_sales_of_last_year_by_the_current_date_of_the_database() {
    assertThat(sql("统计去年销售额"))
        .isEqualTo(
            "SELECT COALESCE(SUM(orders.total_amount), 0) AS sales FROM orders"
                + " WHERE orders.order_date >="
                + " (date_trunc('year', CURRENT_DATE) - INTERVAL '1 year')::date"
                + " AND orders.order_date < date_trunc('year', CURRENT_DATE)::date"
                + " AND orders.status <> 'cancelled'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "请帮我统计一下去年的销售额",
        "去年销售总额是多少？",
        "去年的总销售额",
        "查询去年的营业额",
        "What were the total sales last year?",
        "total revenue of last year"
      })
  void understands_the_same_question_in_other_words(String question) {
    assertThat(sql(question)).isEqualTo(sql("统计去年销售额"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "本月销售额 | >= date_trunc('month', CURRENT_DATE)::date",
        "上个月销售额 | >= (date_trunc('month', CURRENT_DATE) - INTERVAL '1 month')::date",
        "上季度销售额 | >= (date_trunc('quarter', CURRENT_DATE) - INTERVAL '3 month')::date",
        "今天的销售额 | >= date_trunc('day', CURRENT_DATE)::date",
        "最近7天的销售额 | >= (CURRENT_DATE - INTERVAL '7 day')::date",
        "最近三个月的销售额 | >= (CURRENT_DATE - INTERVAL '3 month')::date",
        "2024年销售额 | >= DATE '2024-01-01'",
        "2024年5月的销售额 | < (DATE '2024-05-01' + INTERVAL '1 month')::date",
        "去年12月的销售额 | INTERVAL '1 year' + INTERVAL '11 month')::date",
        "sales in 2024 | >= DATE '2024-01-01'",
        "sales in the last 30 days | >= (CURRENT_DATE - INTERVAL '30 day')::date",
      })
  void understands_periods(String question, String condition) {
    assertThat(sql(question)).contains("orders.order_date ", condition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "统计订单数量 | SELECT COUNT(*) AS orders FROM orders",
        "how many orders do we have | SELECT COUNT(*) AS orders FROM orders",
        "统计客户数量 | SELECT COUNT(*) AS count FROM customers",
        "count customers | SELECT COUNT(*) AS count FROM customers",
        "有多少个城市 | SELECT COUNT(DISTINCT customers.city) AS count FROM customers",
        "产品平均价格 | SELECT ROUND(AVG(products.price)::numeric, 2) AS avg_price FROM products",
        "产品的最高价格 | SELECT MAX(products.price) AS max_price FROM products",
      })
  void counts_and_computes(String question, String expected) {
    assertThat(sql(question)).isEqualTo(expected);
  }

  @Test
  void computes_the_average_order_without_cancelled_ones() {
    assertThat(sql("平均订单金额"))
        .isEqualTo("SELECT ROUND(AVG(orders.total_amount), 2) AS average_order" + SOLD);
  }

  @Test
  void groups_by_customer_over_orders() {
    assertThat(sql("每个客户的销售额"))
        .isEqualTo(
            "SELECT customers.name AS customer, SUM(orders.total_amount) AS sales FROM orders"
                + " JOIN customers ON customers.id = orders.customer_id"
                + " WHERE orders.status <> 'cancelled' GROUP BY customers.id, customers.name"
                + " ORDER BY sales DESC, customer, customers.id LIMIT 1000");
  }

  @Test
  void groups_by_product_over_order_lines() {
    assertThat(sql("销售额前10的产品"))
        .startsWith(
            "SELECT products.name AS product,"
                + " SUM(order_items.quantity * order_items.unit_price) AS sales FROM order_items")
        .contains("JOIN orders ON", "JOIN products ON")
        .endsWith("ORDER BY sales DESC, product, products.id LIMIT 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "销售额最高的前10个客户 | DESC | 10",
        "top 10 customers by sales | DESC | 10",
        "前十名客户的销售额 | DESC | 10",
        "哪个客户的销售额最高 | DESC | 1",
        "销售额最低的3个客户 | ASC | 3",
        "bottom 5 customers by revenue | ASC | 5",
      })
  void ranks(String question, String direction, String limit) {
    assertThat(sql(question))
        .contains("customers.name AS customer", "ORDER BY sales " + direction)
        .endsWith("LIMIT " + limit);
  }

  @Test
  void orders_by_time_where_time_is_asked_for() {
    assertThat(sql("按月统计去年的销售额"))
        .startsWith("SELECT to_char(orders.order_date, 'YYYY-MM') AS month,")
        .endsWith("ORDER BY month LIMIT 1000");
  }

  @Test
  void filters_by_status_place_and_equation() {
    assertThat(sql("已取消的订单数量")).endsWith("WHERE lower(orders.status::text) IN ('cancelled')");
    assertThat(sql("来自北京的客户数量")).endsWith("WHERE lower(customers.city::text) IN ('北京', '北京市')");
    assertThat(sql("类别为'电子'的产品数量")).endsWith("WHERE lower(products.category::text) IN ('电子')");
  }

  @Test
  void doubles_quotes_in_values() {
    assertThat(sql("类别为\"o'brien\"的产品数量")).endsWith("IN ('o''brien')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"今天天气怎么样", "按颜色统计销售额", "蓝色产品的销售额", "sales by colour", "客户和产品", "", "前10"})
  void refuses_what_it_understands_only_in_part(String question) {
    assertThat(translate(question, ShopSchema.shop())).isInstanceOf(Unclear.class);
  }

  @Test
  void names_the_words_that_it_did_not_understand() {
    assertThat(translate("蓝色产品的销售额", ShopSchema.shop()))
        .isEqualTo(new Unclear("not understood: '蓝色'"));
  }

  @Test
  void uses_a_table_and_a_column_that_it_never_heard_of() {
    Table table = ShopSchema.table("warehouses", "id:bigint", "region:text");
    Translation translation = translate("按 region 统计 warehouses 数量", ShopSchema.shopWith(table));
    assertThat(translation)
        .isEqualTo(
            new Translated(
                "SELECT warehouses.region, COUNT(*) AS count FROM warehouses"
                    + " GROUP BY warehouses.region ORDER BY count DESC, region LIMIT 1000"));
  }

  @Test
  void understands_comments_as_words() {
    Table table = new Table("wh", "仓库,库房", List.of(new Column("rg", "text", "大区"), column("id")));
    assertThat(translate("按大区统计库房数量", ShopSchema.shopWith(table))).isInstanceOf(Translated.class);
  }

  @Test
  void says_so_when_the_schema_lacks_what_is_asked() {
    LiveSchema bare = new LiveSchema(List.of(ShopSchema.table("notes", "id:bigint")), List.of());
    assertThat(translate("统计去年销售额", bare))
        .isEqualTo(new Unclear("the live schema has no orders with total_amount and order_date"));
  }

  private static Column column(String name) {
    return new Column(name, "bigint", "");
  }

  private static String sql(String question) {
    Translation translation = translate(question, ShopSchema.shop());
    assertThat(translation).as(question).isInstanceOf(Translated.class);
    return ((Translated) translation).sql();
  }

  private static Translation translate(String question, LiveSchema schema) {
    return new Translator().translate(Question.of(question), schema);
  }
}
