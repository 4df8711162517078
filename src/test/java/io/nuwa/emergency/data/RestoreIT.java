package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lost rows, tables and columns of the shop, on a real PostgreSQL. */
class RestoreIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String ROWS =
      "rows: {customers: 200, products: 50, orders: 2000, order_items: 6000}";
  private static final int ALL = 8250;

  /** A customer of somebody else with an order of two lines, one of them of our product. */
  private static final String[] FOREIGN = {
    "INSERT INTO customers (name, email, city) VALUES ('外人', 'x@example.org', '拉萨')",
    "INSERT INTO orders (customer_id, order_date, status, total_amount)"
        + " SELECT id, '2026-01-02', 'paid', 5 FROM customers WHERE name = '外人'",
  };

  private static final String FOREIGN_ROWS =
      "SELECT string_agg(c::text || o::text || c.xmin || o.xmin, '|') FROM customers c"
          + " JOIN orders o ON o.customer_id = c.id WHERE c.name = '外人'";

  private Databases.Database shop;
  private Situation situation;

  @BeforeEach
  void a_filled_shop_with_rows_of_others() throws Exception {
    shop = Databases.fresh();
    situation = new Situation(HOME, shop, "schema: stack/postgres/schema.sql", ROWS, "seed: 7");
    situation.done("schema");
    situation.done("inject");
    shop.execute(FOREIGN);
  }

  @Test
  void deleted_rows_come_back_and_rows_of_others_stay_untouched() throws Exception {
    String foreign = shop.ask(FOREIGN_ROWS);
    shop.execute("DELETE FROM orders WHERE id % 10 < 3 AND customer_id <= 200");
    Failure cause = situation.measured().cause().orElseThrow();
    assertThat(cause.kind()).isEqualTo(FailureClass.TEST_DATA);
    assertThat(cause.details()).containsEntry("tables", "orders,order_items");

    RemedyResult result = situation.remedy("restore-rows", cause);
    assertThat(result).isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(2001);
    assertThat(shop.ask(FOREIGN_ROWS)).isEqualTo(foreign);
  }

  @Test
  void all_rows_gone_at_once_come_back() throws Exception {
    shop.execute("TRUNCATE customers, products, orders, order_items");
    Failure cause = situation.measured().cause().orElseThrow();
    assertThat(cause.kind()).isEqualTo(FailureClass.TEST_DATA);
    assertThat(situation.remedy("restore-rows", cause)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
  }

  @Test
  void a_unique_value_that_a_stranger_took_meanwhile_is_kept_clear_of() throws Exception {
    String email = shop.ask("SELECT email FROM customers ORDER BY id LIMIT 1");
    shop.execute(
        "DELETE FROM orders WHERE customer_id = (SELECT min(id) FROM customers)",
        "DELETE FROM customers WHERE email = '" + email + "'",
        "INSERT INTO customers (name, email, city) VALUES ('占位', '" + email + "', '拉萨')");
    Failure cause = situation.measured().cause().orElseThrow();
    assertThat(situation.remedy("restore-rows", cause)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.ask("SELECT name FROM customers WHERE email = '" + email + "'"))
        .isEqualTo("占位");
  }

  @Test
  void rows_that_all_stand_are_not_what_the_tests_miss() throws Exception {
    String newest = shop.ask("SELECT max(xmin::text::bigint) FROM order_items");
    assertThat(situation.remedy("restore-rows", failure(FailureClass.TEST_DATA)))
        .isInstanceOfSatisfying(
            RemedyResult.NotApplicable.class,
            not -> assertThat(not.reason()).contains("stand as they were injected"));
    assertThat(shop.ask("SELECT max(xmin::text::bigint) FROM order_items")).isEqualTo(newest);
  }

  @Test
  void a_dropped_table_is_the_cause_of_its_missing_rows_and_comes_back() throws Exception {
    String foreign = shop.ask(FOREIGN_ROWS);
    String schema = schema();
    shop.execute("DROP TABLE order_items");
    Failure cause = situation.measured().cause().orElseThrow();
    assertThat(cause.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(cause.details()).containsEntry("table", "order_items");

    var applied = (RemedyResult.Applied) situation.remedy("restore-schema", cause);
    assertThat(applied.summary()).startsWith("created table order_items; before that deleted");
    assertThat(schema()).isEqualTo(schema);
    situation.done("inject");
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.ask(FOREIGN_ROWS)).isEqualTo(foreign);
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER TABLE products DROP COLUMN price",
    "ALTER TABLE customers DROP COLUMN email",
    "ALTER TABLE order_items DROP COLUMN order_id",
    "DROP TABLE products CASCADE",
  })
  void what_was_dropped_comes_back_with_its_constraints(String drop) throws Exception {
    shop.execute(
        "DELETE FROM orders WHERE total_amount = 5", "DELETE FROM customers WHERE name = '外人'");
    String schema = schema();
    shop.execute(drop);
    assertThat(schema()).isNotEqualTo(schema);
    assertThat(situation.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH)))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(schema()).isEqualTo(schema);
    situation.done("schema");
    situation.done("inject");
    assertThat(situation.measured().value()).isEqualTo(ALL);
  }

  @Test
  void a_dropped_column_that_rows_of_others_cannot_fill_comes_back_empty_and_is_told()
      throws Exception {
    shop.execute("ALTER TABLE orders DROP COLUMN total_amount");
    var applied =
        (RemedyResult.Applied)
            situation.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH));
    assertThat(applied.summary())
        .contains("created column orders.total_amount numeric(14,2)")
        .contains("not put back: NOT NULL of orders.total_amount, because rows that are not ours");
    assertThat(shop.count("SELECT count(*) FROM orders WHERE total_amount IS NULL")).isEqualTo(1);
    situation.done("inject");
    assertThat(situation.measured().value()).isEqualTo(ALL);
  }

  @Test
  void a_schema_that_is_whole_is_not_touched() throws Exception {
    shop.execute("CREATE TABLE of_somebody (id int)", "ALTER TABLE products ADD COLUMN extra text");
    assertThat(situation.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH)))
        .isInstanceOfSatisfying(
            RemedyResult.NotApplicable.class,
            not -> assertThat(not.reason()).contains("lacks nothing of the schema file"));
    assertThat(shop.count("SELECT count(extra) FROM products")).isZero();
    assertThat(shop.count("SELECT count(*) FROM of_somebody")).isZero();
    assertThat(situation.measured().value()).isEqualTo(ALL);
  }

  @Test
  void a_constraint_that_somebody_changed_is_not_missing() throws Exception {
    shop.execute(
        "ALTER TABLE orders DROP CONSTRAINT orders_status_check",
        "ALTER TABLE orders ADD CONSTRAINT orders_status_check CHECK (status <> 'unknown')");
    assertThat(situation.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH)))
        .isInstanceOf(RemedyResult.NotApplicable.class);
    shop.execute("DROP TABLE order_items");
    var applied =
        (RemedyResult.Applied)
            situation.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH));
    assertThat(applied.summary()).doesNotContain("orders_status_check");
    assertThat(schema()).contains("CHECK ((status <> 'unknown'::text))");
  }

  @Test
  void without_a_schema_file_there_is_nothing_to_restore_from() throws Exception {
    var bare = new Situation(HOME, shop, ROWS, "seed: 7");
    assertThat(bare.remedy("restore-schema", failure(FailureClass.SCHEMA_MISMATCH)))
        .isInstanceOfSatisfying(
            RemedyResult.NotApplicable.class,
            not -> assertThat(not.reason()).contains("names a schema: file"));
  }

  private static Failure failure(FailureClass kind) {
    return Failure.of(kind, "tests failed", "");
  }

  /** Columns with types, defaults and NOT NULL, constraints and indexes, in no order. */
  private String schema() throws Exception {
    return shop.ask(
            "SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable,"
                + " column_default, is_identity), E'\\n' ORDER BY table_name, column_name)"
                + " FROM information_schema.columns WHERE table_schema = 'public'")
        + shop.ask(
            "SELECT string_agg(conrelid::regclass || ' ' || conname || ' ' ||"
                + " pg_get_constraintdef(oid), E'\\n"
                + "' ORDER BY conrelid::regclass::text, conname) FROM pg_constraint WHERE"
                + " connamespace = 'public'::regnamespace")
        + shop.ask(
            "SELECT string_agg(indexdef, E'\\n' ORDER BY indexname) FROM pg_indexes"
                + " WHERE schemaname = 'public'");
  }
}
