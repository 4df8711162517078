package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose number and birth are right and whose content is not, on a real PostgreSQL. */
class ContentIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final int ALL = 8250;
  private static final int ORDERS = 2000;

  /** What stands in the orders that we injected, whatever their numbers. */
  private static final String SALES =
      "SELECT sum(total_amount) || ' ' || count(DISTINCT order_date) || ' ' || count(*)"
          + " FROM orders WHERE status <> 'cancelled' AND customer_id <> (SELECT id FROM customers"
          + " WHERE name = '外人')";

  private static final String FOREIGN =
      "SELECT o.id || ' ' || o.status || ' ' || o.order_date || ' ' || c::text FROM orders o"
          + " JOIN customers c ON c.id = o.customer_id WHERE c.name = '外人'";

  private Databases.Database shop;
  private Situation situation;

  @BeforeEach
  void a_filled_shop_with_an_order_of_somebody_else() throws Exception {
    shop = Databases.fresh();
    situation =
        new Situation(
            HOME,
            shop,
            "schema: stack/postgres/schema.sql",
            "rows: {customers: 200, products: 50, orders: 2000, order_items: 6000}",
            "seed: 7");
    situation.done("schema");
    situation.done("inject");
    shop.execute(
        "INSERT INTO customers (name, email, city) VALUES ('外人', 'x@example.org', '拉萨')",
        "INSERT INTO orders (customer_id, order_date, status, total_amount)"
            + " SELECT id, '2026-01-02', 'paid', 5 FROM customers WHERE name = '外人'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders DROP COLUMN total_amount;"
            + " ALTER TABLE orders ADD COLUMN total_amount numeric(14,2) NOT NULL DEFAULT 0",
        "ALTER TABLE orders DROP COLUMN total_amount;"
            + " ALTER TABLE orders ADD COLUMN total_amount numeric(14,2)",
        // PostgreSQL writes each row anew for these.
        "ALTER TABLE orders ALTER COLUMN total_amount TYPE numeric(14,2) USING 0",
        "ALTER TABLE orders DROP COLUMN total_amount; ALTER TABLE orders"
            + " ADD COLUMN total_amount numeric(14,2) NOT NULL DEFAULT random()",
      })
  void an_emptied_column_turns_the_gate_red_and_comes_back(String emptying) throws Exception {
    String sales = shop.ask(SALES);
    String foreign = shop.ask(FOREIGN);
    shop.execute(emptying);

    Measurement.Measured red = situation.measured();
    assertThat(red.value()).isEqualTo(ALL - ORDERS);
    Failure cause = red.cause().orElseThrow();
    assertThat(cause.kind()).isEqualTo(FailureClass.TEST_DATA);
    assertThat(cause.summary())
        .contains("orders 2000 of 2000 with another content in total_amount")
        .contains("orders.total_amount does not hold what was injected");
    assertThat(cause.details())
        .containsEntry("table", "orders")
        .containsEntry("column", "orders.total_amount");

    assertThat(situation.remedy("restore-rows", cause)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.ask(SALES)).isEqualTo(sales);
    assertThat(shop.ask(FOREIGN)).isEqualTo(foreign);
  }

  @Test
  void columns_that_changed_their_names_hold_the_wrong_content() throws Exception {
    shop.execute(
        "ALTER TABLE customers RENAME COLUMN city TO spare",
        "ALTER TABLE customers RENAME COLUMN name TO city",
        "ALTER TABLE customers RENAME COLUMN spare TO name");
    assertThat(situation.measured().text()).contains("with another content in city, name");
  }

  @Test
  void a_column_filled_by_its_default_counts_too() throws Exception {
    Databases.Database other = Databases.fresh();
    other.execute("CREATE TABLE pages (id serial PRIMARY KEY, tags text[] DEFAULT '{a,b}')");
    var pages = new Situation(HOME, other, "rows: {pages: 10}");
    pages.done("inject");
    assertThat(pages.measured().value()).isEqualTo(10);
    other.execute("ALTER TABLE pages DROP COLUMN tags", "ALTER TABLE pages ADD COLUMN tags text[]");
    assertThat(pages.measured().value()).isZero();
  }

  @Test
  void a_dropped_column_is_a_fault_of_the_schema_before_it_is_one_of_rows() throws Exception {
    shop.execute("ALTER TABLE products DROP COLUMN price");
    Failure lost = situation.measured().cause().orElseThrow();
    assertThat(lost.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(lost.summary()).contains("column products.price is not there any more");
    assertThat(lost.details()).containsEntry("table", "products");

    assertThat(situation.remedy("restore-schema", lost)).isInstanceOf(RemedyResult.Applied.class);
    Failure rows = situation.measured().cause().orElseThrow();
    assertThat(rows.kind()).isEqualTo(FailureClass.TEST_DATA);
    assertThat(situation.remedy("restore-rows", rows)).isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.count("SELECT count(*) FROM products WHERE price IS NULL OR price = 0"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT ''",
        "ALTER TABLE orders ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()",
        "ALTER TABLE order_items ALTER COLUMN quantity TYPE bigint",
        "ALTER TABLE orders ADD COLUMN year int GENERATED ALWAYS AS (id * 2) STORED",
        "ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'paid'",
        "ALTER SEQUENCE orders_id_seq RESTART WITH 900000",
        "CREATE INDEX ON orders (total_amount)",
        "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET datestyle = SQL';"
            + " EXECUTE 'ALTER DATABASE ' || current_database() || ' SET extra_float_digits = -5';"
            + " END $$",
      })
  void what_leaves_the_content_alone_leaves_the_gate_green(String change) throws Exception {
    shop.execute(change);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(situation.remedy("restore-rows", testData()))
        .isInstanceOf(RemedyResult.NotApplicable.class);
  }

  @Test
  void rows_that_a_trigger_changes_are_known_as_they_stand() throws Exception {
    Databases.Database other = Databases.fresh();
    other.execute(
        "CREATE TABLE parts (id serial PRIMARY KEY, label text NOT NULL)",
        "CREATE FUNCTION upper_label() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " UPDATE parts SET label = 'X' || label WHERE id = NEW.id; RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER upper_label AFTER INSERT ON parts DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION upper_label()");
    var parts = new Situation(HOME, other, "rows: {parts: 5}");
    parts.done("inject");
    assertThat(other.count("SELECT count(*) FROM parts WHERE label LIKE 'X%'")).isEqualTo(5);
    assertThat(parts.measured().value()).isEqualTo(5);
  }

  @Test
  void a_table_that_hides_ours_does_not_count_as_ours() throws Exception {
    shop.execute(
        "CREATE SCHEMA AUTHORIZATION CURRENT_USER",
        "CREATE TABLE text2sql.orders (LIKE public.orders INCLUDING ALL)");
    assertThat(situation.measured().value()).isEqualTo(ALL - ORDERS);
    assertThat(situation.measured().text()).contains("text2sql.orders 0 of 2000");
  }

  @Test
  void rows_of_an_older_version_are_unmeasured_until_they_are_injected_again() throws Exception {
    shop.execute("ALTER TABLE emergency.injected DROP COLUMN content");
    var unmeasured = (Measurement.Unmeasured) situation.measure();
    assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.TEST_DATA);
    assertThat(unmeasured.why().summary()).contains("did not write it down");
    String foreign = shop.ask(FOREIGN);

    assertThat(situation.remedy("restore-rows", unmeasured.why()))
        .isInstanceOf(RemedyResult.Applied.class);
    assertThat(situation.measured().value()).isEqualTo(ALL);
    assertThat(shop.count("SELECT count(*) FROM orders")).isEqualTo(ORDERS + 1);
    assertThat(shop.ask(FOREIGN)).isEqualTo(foreign);
  }

  private static Failure testData() {
    return Failure.of(FailureClass.TEST_DATA, "tests failed", "");
  }
}
