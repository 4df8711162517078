package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.acceptance.system.ApiReply;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import io.nuwa.text2sql.acceptance.system.SystemUnderTestExtension;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T-04: SQL with a column that does not exist is repaired with the nearest that does. */
@ExtendWith(SystemUnderTestExtension.class)
class T04WrongColumnRepaired {

  @ParameterizedTest(name = "T-04 {0} means {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "totl_amount | total_amount | SELECT sum(%s) FROM orders",
        "amount | total_amount | SELECT max(%s) FROM orders",
        "order_dat | order_date | SELECT min(o.%s) FROM orders o",
        "customer_name | name | SELECT max(c.%s) FROM customers AS c",
        "citty | city | SELECT %1$s, count(*) FROM customers GROUP BY %1$s ORDER BY 2 DESC, 1 LIMIT"
            + " 9",
        "prodct_id | product_id | SELECT i.%1$s, p.name FROM order_items i JOIN products p"
            + " ON p.id = i.%1$s ORDER BY i.id LIMIT 5"
      })
  void repairs(String wrong, String right, String statement, SystemUnderTest system)
      throws SQLException {
    List<List<Object>> expected = system.database().rows(statement.formatted(right));
    assertThat(expected).as("rows of the right statement").isNotEmpty();
    assertThat(expected.getFirst().getFirst()).as("its first value").isNotEqualTo("null");
    ApiReply reply = system.api().run(statement.formatted(wrong));
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(200);
    assertThat(reply.source()).isEqualTo("repaired");
    assertThat(reply.rows()).as("rows of %s", reply.sql()).isEqualTo(expected);
    assertThat(reply.body().at("/repairs/0/wrong").asText()).isEqualTo(wrong);
    assertThat(reply.body().at("/repairs/0/column").asText()).isEqualTo(right);
  }

  @Test
  @DisplayName("T-04 two wrong columns in one statement are both repaired")
  void repairs_two_columns(SystemUnderTest system) throws SQLException {
    List<List<Object>> expected =
        system.database().rows("SELECT name, price FROM products ORDER BY id LIMIT 5");
    ApiReply reply = system.api().run("SELECT nmae, prise FROM products ORDER BY id LIMIT 5");
    assertThat(reply.rows()).as("rows of %s", reply.body()).isNotEmpty().isEqualTo(expected);
    assertThat(reply.body().path("repairs")).hasSize(2);
  }

  @Test
  @DisplayName("T-04 a column like no other is reported, not guessed")
  void does_not_guess(SystemUnderTest system) {
    ApiReply reply = system.api().run("SELECT zzyzx FROM products");
    assertThat(reply.status()).as("status of %s", reply.body()).isEqualTo(422);
    assertThat(reply.body().path("reason").asText()).contains("zzyzx");
  }

  @Test
  @DisplayName("T-04 a remembered statement is repaired when its column was renamed")
  void repairs_what_it_remembered(SystemUnderTest system) throws SQLException {
    String table = SystemUnderTest.OWN_TABLES + "renamed";
    try {
      system.database().execute("CREATE TABLE " + table + " (id int, colour text)");
      system.database().execute("INSERT INTO " + table + " VALUES (1, 'red'), (2, 'blue')");
      String question = "按 colour 统计 " + table + " 数量";
      assertThat(system.api().ask(question).rows()).as("rows before").hasSize(2);
      system.database().execute("ALTER TABLE " + table + " RENAME colour TO color");
      ApiReply after = system.api().ask(question);
      assertThat(after.source()).as("source of %s", after.body()).isEqualTo("repaired");
      assertThat(after.rows()).hasSize(2);
      assertThat(system.api().ask(question).source()).isEqualTo("memory");
    } finally {
      system.database().execute("DROP TABLE IF EXISTS " + table);
    }
  }
}
