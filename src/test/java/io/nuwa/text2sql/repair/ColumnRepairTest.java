package io.nuwa.text2sql.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.translate.ShopSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRepairTest {
  private static final LiveSchema SHOP = ShopSchema.shop();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ^totl_amount FROM orders | SELECT total_amount FROM orders",
        "SELECT sum(^amount) FROM orders | SELECT sum(total_amount) FROM orders",
        "SELECT ^o.order_dat FROM orders o | SELECT o.order_date FROM orders o",
        "SELECT ^orders.stauts FROM orders | SELECT orders.status FROM orders",
        "SELECT ^customer_name FROM customers | SELECT name FROM customers",
        "SELECT ^Citty FROM customers | SELECT city FROM customers",
        "SELECT ^\"Citty\" FROM customers | SELECT city FROM customers",
        "SELECT ^citty FROM customers GROUP BY citty | SELECT city FROM customers GROUP BY city",
        "SELECT ^citty AS citty FROM customers | SELECT city AS citty FROM customers",
        "SELECT ^citty, 'citty' FROM customers | SELECT city, 'citty' FROM customers",
        "SELECT '客户', ^citty FROM customers | SELECT '客户', city FROM customers",
        "SELECT ^nmae FROM customers c, products p | SELECT c.name FROM customers c, products p",
        "SELECT ^p.nmae FROM customers c, products p | SELECT p.name FROM customers c, products p",
      })
  void puts_the_nearest_column_in(String broken, String repaired) {
    assertThat(repair(broken)).map(Repair::sql).contains(repaired);
  }

  @Test
  void tells_what_it_replaced() {
    assertThat(repair("SELECT ^totl_amount FROM orders"))
        .contains(
            new Repair("totl_amount", "orders", "total_amount", "SELECT total_amount FROM orders"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ^zzyzx FROM orders | no column is near",
        "SELECT ^citty FROM elsewhere | the table is unknown",
        "SELECT ^'citty' FROM customers | a text is no column",
      })
  void does_not_guess(String broken, String why) {
    assertThat(repair(broken)).as(why).isEmpty();
  }

  @Test
  void survives_a_position_outside_of_the_statement() {
    assertThat(new ColumnRepair().repair("SELECT x FROM orders", 0, SHOP)).isEmpty();
    assertThat(new ColumnRepair().repair("SELECT x FROM orders", 999, SHOP)).isEmpty();
  }

  /** The mark stands where PostgreSQL says that the unknown column is. */
  private static Optional<Repair> repair(String marked) {
    return new ColumnRepair().repair(marked.replace("^", ""), marked.indexOf('^') + 1, SHOP);
  }
}
