package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop of the shipped stack, on a real PostgreSQL. */
class GenerateDataIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String ROWS =
      "rows: {customers: 200, products: 50, orders: 2000, order_items: 6000}";
  private static final String FOREIGN =
      "INSERT INTO customers (name, email, city) VALUES ('外人', '%s', '北京')";

  private Databases.Database shop;
  private Situation situation;

  @BeforeEach
  void a_shop() throws Exception {
    shop = Databases.fresh();
    situation = new Situation(HOME, shop, "schema: stack/postgres/schema.sql", ROWS, "seed: 7");
  }

  private void filled() throws Exception {
    situation.done("reach");
    situation.done("schema");
    situation.done("inject");
  }

  @Test
  void fills_the_shop_from_nothing() throws Exception {
    filled();
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(200);
    assertThat(shop.count("SELECT count(*) FROM products")).isEqualTo(50);
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(2000);
    assertThat(shop.count("SELECT count(*) FROM order_items")).isEqualTo(6000);
    assertThat(situation.measured().value()).isEqualTo(8250);
    assertThat(situation.progress).contains("order_items 6000 of 6000");
  }

  @Test
  void last_year_this_year_and_this_month_have_orders_and_the_future_has_none() throws Exception {
    filled();
    assertThat(orders("'2025-01-01' AND '2025-12-31'")).isEqualTo(900);
    assertThat(orders("'2026-01-01' AND '2026-07-15'")).isEqualTo(1100);
    assertThat(orders("'2026-07-01' AND '2026-07-15'")).isGreaterThanOrEqualTo(200);
    assertThat(shop.count("SELECT count(*) FROM customers WHERE created_at > '2026-07-15 09:00Z'"))
        .isZero();
  }

  private long orders(String range) throws Exception {
    return shop.count("SELECT count(*) FROM orders WHERE order_date BETWEEN " + range);
  }

  @Test
  void totals_are_the_sum_of_their_lines_and_lines_cost_what_their_product_costs()
      throws Exception {
    filled();
    assertThat(
            shop.count(
                "SELECT count(*) FROM orders o WHERE total_amount <> (SELECT"
                    + " coalesce(sum(quantity * unit_price), 0) FROM order_items i"
                    + " WHERE i.order_id = o.id)"))
        .isZero();
    assertThat(
            shop.count(
                "SELECT count(*) FROM order_items i JOIN products p ON p.id = i.product_id"
                    + " WHERE p.price <> i.unit_price"))
        .isZero();
    assertThat(
            shop.count(
                "SELECT count(*) FROM orders o WHERE NOT EXISTS"
                    + " (SELECT 1 FROM order_items i WHERE i.order_id = o.id)"))
        .isZero();
  }

  @Test
  void the_same_seed_gives_the_same_rows_in_another_database() throws Exception {
    filled();
    var other = Databases.fresh();
    var again = new Situation(HOME, other, "schema: stack/postgres/schema.sql", ROWS, "seed: 7");
    again.done("schema");
    again.done("inject");
    for (String table : new String[] {"customers", "products", "orders", "order_items"}) {
      String sum = "SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM " + table + " t";
      assertThat(other.ask(sum)).isEqualTo(shop.ask(sum));
    }
  }

  @Test
  void does_nothing_when_all_rows_are_there() throws Exception {
    filled();
    String before = shop.ask("SELECT max(xmin::text::bigint) FROM order_items");
    assertThat(situation.done("inject").summary()).startsWith("already there");
    assertThat(shop.ask("SELECT max(xmin::text::bigint) FROM order_items")).isEqualTo(before);
  }

  @Test
  void injects_again_when_somebody_deleted_some_of_our_rows() throws Exception {
    filled();
    shop.execute(
        "DELETE FROM order_items WHERE id % 2 = 0", "DELETE FROM order_items WHERE id < 20");
    assertThat(situation.measured().cause()).map(Failure::kind).contains(FailureClass.TEST_DATA);
    assertThat(situation.done("inject").summary()).contains("before that deleted");
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(200);
    assertThat(shop.count("SELECT count(*) FROM order_items")).isEqualTo(6000);
  }

  @Test
  void our_rows_are_taken_back_soon_where_the_database_believes_that_its_tables_are_empty()
      throws Exception {
    filled();
    shop.execute("DELETE FROM order_items WHERE id % 2 = 0");
    try (Connection connection = shop.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : new String[] {"order_items", "orders", "customers", "products"}) {
        statement.execute("DELETE FROM " + table);
        // What a look finds that comes while a load is not committed; it stays known.
        statement.execute("ANALYZE " + table);
      }
      connection.rollback();
    }
    String believed =
        "SELECT string_agg(reltuples || ' in ' || sign(relpages), ', ') FROM pg_class"
            + " WHERE relname IN ('order_items', 'orders', 'customers')";
    assertThat(shop.ask(believed)).isEqualTo("0 in 1, 0 in 1, 0 in 1");

    situation.patience = Duration.ofSeconds(20);

    assertThat(situation.done("inject").summary()).contains("before that deleted");
    assertThat(shop.count("SELECT reltuples FROM pg_class WHERE relname = 'orders'"))
        .as("what the database believes of the new rows")
        .isEqualTo(2000);
  }

  @Test
  void a_foreign_row_with_our_email_is_a_conflict_that_cleaning_and_injecting_again_solves()
      throws Exception {
    situation.done("schema");
    filled();
    String email = shop.ask("SELECT email FROM customers ORDER BY id LIMIT 1 OFFSET 10");
    shop.execute(
        "TRUNCATE customers, products, orders, order_items",
        FOREIGN.formatted(email),
        "INSERT INTO orders (customer_id, order_date, total_amount) SELECT id, '2026-01-02', 5"
            + " FROM customers");
    String foreign =
        "SELECT string_agg(c::text || o::text, '|') FROM customers c JOIN orders o"
            + " ON o.customer_id = c.id WHERE c.name = '外人'";
    String before = shop.ask(foreign);

    Failure conflict = situation.failed("inject");
    assertThat(conflict.kind()).isEqualTo(FailureClass.DATA_CONFLICT);
    assertThat(conflict.details())
        .containsEntry("table", "customers")
        .containsEntry("constraint", "customers_email_key");
    assertThat(conflict.details().get("key")).contains(email);
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(1);

    assertThat(situation.remedy(conflict)).isInstanceOf(RemedyResult.Applied.class);
    situation.done("inject");
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(201);
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(2001);
    assertThat(shop.ask(foreign)).isEqualTo(before);
    assertThat(situation.measured().value()).isEqualTo(8250);
  }

  @Test
  void people_can_go_on_inserting_without_meeting_our_keys() throws Exception {
    filled();
    shop.execute(FOREIGN.formatted("a@b.cn"), FOREIGN.formatted("c@d.cn"));
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(202);
  }

  @Test
  void foreign_rows_that_use_keys_beyond_the_sequence_are_no_obstacle() throws Exception {
    situation.done("schema");
    shop.execute(
        "INSERT INTO products (id, name, category, price) VALUES (3, '外', '外', 1), (40, '外', '外',"
            + " 1)");
    situation.done("inject");
    assertThat(shop.count("SELECT count(*) FROM products WHERE name = '外'")).isEqualTo(2);
    assertThat(situation.measured().value()).isEqualTo(8250);
  }

  @Test
  void foreign_lines_of_our_orders_are_not_cascaded_away() throws Exception {
    filled();
    shop.execute(
        "INSERT INTO order_items (order_id, product_id, quantity, unit_price) SELECT o.id, p.id, 1,"
            + " 9 FROM (SELECT id FROM orders ORDER BY id LIMIT 1) o, (SELECT id FROM products"
            + " ORDER BY id LIMIT 1) p");
    String foreign = shop.ask("SELECT i::text FROM order_items i ORDER BY id DESC LIMIT 1");

    var cleaned = (RemedyResult.Applied) situation.remedy(conflict());
    assertThat(cleaned.summary())
        .contains("kept")
        .contains("orders 1")
        .contains("order_items.order_id refers to orders");
    assertThat(shop.ask("SELECT string_agg(i::text, '|') FROM order_items i")).isEqualTo(foreign);
    // The order was kept for its foreign line, the customer for the order, the product for the
    // line.
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(1);
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(1);
    assertThat(shop.count("SELECT count(*) FROM products")).isEqualTo(1);

    situation.done("inject");
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(201);
    assertThat(situation.measured().value()).isEqualTo(8250);

    shop.execute("DELETE FROM order_items WHERE unit_price = 9 AND quantity = 1");
    situation.remedy(conflict());
    assertThat(shop.count("SELECT count(*) FROM customers")).isZero();
    assertThat(shop.count("SELECT count(*) FROM emergency.injected")).isZero();
  }

  @Test
  void rows_of_others_under_our_old_numbers_are_not_ours() throws Exception {
    filled();
    shop.execute(
        "TRUNCATE customers, products, orders, order_items RESTART IDENTITY",
        FOREIGN.formatted("somebody@else.cn"));
    situation.remedy(conflict());
    assertThat(shop.count("SELECT count(*) FROM customers")).isEqualTo(1);
  }

  @Test
  void a_row_of_ours_that_somebody_changed_is_theirs() throws Exception {
    filled();
    shop.execute("UPDATE products SET price = price + 1 WHERE id = (SELECT min(id) FROM products)");
    assertThat(situation.measured().text()).contains("products 49 of 50");
    situation.remedy(conflict());
    assertThat(shop.count("SELECT count(*) FROM products")).isEqualTo(1);
    assertThat(shop.count("SELECT count(*) FROM orders")).isZero();
  }

  @Test
  void nothing_is_left_behind_by_an_injection_that_fails() throws Exception {
    situation.done("schema");
    shop.execute(
        "ALTER TABLE order_items ADD CHECK (quantity * unit_price <> quantity * 1.0 AND id < 500)");
    Failure failure = situation.failed("inject");
    assertThat(failure.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(shop.count("SELECT count(*) FROM customers")).isZero();
    assertThat(shop.ask("SELECT to_regclass('emergency.injected')")).isNull();
  }

  @Test
  void rows_that_a_trigger_keeps_out_are_not_said_to_be_injected() throws Exception {
    situation.done("schema");
    shop.execute(
        "CREATE FUNCTION even_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 2 = 1"
            + " THEN RETURN NULL; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER even_only BEFORE INSERT ON order_items FOR EACH ROW"
            + " EXECUTE FUNCTION even_only()");
    StepResult.Done done = situation.done("inject");
    assertThat(done.summary())
        .isEqualTo(
            "injected 5250 rows: customers 200 of 200, products 50 of 50, orders 2000 of 2000,"
                + " order_items 3000 of 6000");
    assertThat(done.facts()).containsEntry("data.rows", "5250");
    assertThat(situation.measured().value()).isEqualTo(5250);
  }

  @Test
  void rows_of_a_past_month_are_made_anew() throws Exception {
    filled();
    situation.time.tick(java.time.Duration.ofDays(31));
    situation.done("inject");
    assertThat(orders("'2026-08-01' AND '2026-08-15'")).isGreaterThanOrEqualTo(200);
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(2000);
  }

  private static Failure conflict() {
    return Failure.of(FailureClass.DATA_CONFLICT, "rows are in the way", "");
  }
}
