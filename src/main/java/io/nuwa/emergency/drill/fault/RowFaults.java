package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.DATA_CONFLICT;
import static io.nuwa.emergency.failure.FailureClass.TEST_DATA;

import io.nuwa.emergency.drill.scene.Shop;
import java.sql.SQLException;
import java.util.Optional;

/** Faults of the rows that the product has injected. */
final class RowFaults {
  /** Of our orders alone: those that {@link #altered} has made a stranger's lie outside. */
  private static final String PAIRS =
      "SELECT md5(string_agg(order_date || ' ' || total_amount, ',' ORDER BY order_date,"
          + " total_amount)) FROM orders WHERE total_amount > 0 AND total_amount < 10000000";

  private static final String FOREIGN_CITY = "SELECT city FROM customers WHERE id = 900000001";

  private RowFaults() {}

  static Fault deleted() {
    return new Fault(
        "rows-deleted",
        "3000 order lines are deleted",
        Expectation.repaired(DATA_CONFLICT, TEST_DATA),
        scene -> {
          scene
              .shop()
              .change(
                  "DELETE FROM order_items WHERE id IN"
                      + " (SELECT id FROM order_items ORDER BY id LIMIT 3000)");
          return ContainerFaults.wholeStack();
        });
  }

  /** What is altered is a stranger's from then on, so it stays; ours must be there as well. */
  static Fault altered() {
    return new Fault(
        "rows-altered",
        "the amounts of 500 orders are raised by ten millions",
        Expectation.repaired(DATA_CONFLICT, TEST_DATA),
        scene -> {
          String before = scene.shop().ask(PAIRS);
          scene
              .shop()
              .change(
                  "UPDATE orders SET total_amount = total_amount + 10000000 WHERE id IN"
                      + " (SELECT id FROM orders ORDER BY id LIMIT 500)");
          return Trouble.of(
              () ->
                  scene.shop().ask(PAIRS).equals(before)
                      ? Optional.empty()
                      : Optional.of("the amounts of our orders are not what they were"),
              Trouble.NOTHING);
        });
  }

  /** Number and birth of the rows stay what they were. */
  static Fault emptied() {
    return new Fault(
        "column-emptied",
        "the amounts of all orders are gone: their column was dropped and added again, with 0",
        Expectation.repaired(DATA_CONFLICT, TEST_DATA),
        scene -> {
          String before = scene.shop().ask(PAIRS);
          scene
              .shop()
              .change(
                  "ALTER TABLE orders DROP COLUMN total_amount",
                  "ALTER TABLE orders ADD COLUMN total_amount numeric(14,2) NOT NULL DEFAULT 0");
          return Trouble.of(
              () ->
                  scene.shop().ask(PAIRS).equals(before)
                      ? Optional.empty()
                      : Optional.of("the amounts of our orders are not what they were"),
              Trouble.NOTHING);
        });
  }

  static Fault conflicting() {
    return new Fault(
        "rows-conflicting",
        "one of our customers is gone, and a stranger with an order has taken its e-mail",
        Expectation.repaired(DATA_CONFLICT, TEST_DATA),
        scene -> {
          long before = others(scene.shop());
          takeAnEmail(scene.shop());
          return Trouble.of(
              () ->
                  scene.shop().ask(FOREIGN_CITY).equals("拉萨")
                      ? ours(scene.shop(), before)
                      : Optional.of("the stranger's row is gone"),
              Trouble.NOTHING);
        });
  }

  private static Optional<String> ours(Shop shop, long before) throws SQLException {
    long now = others(shop);
    return now >= before
        ? Optional.empty()
        : Optional.of("only " + now + " of " + before + " customers are there");
  }

  /** All customers but the stranger. */
  private static long others(Shop shop) throws SQLException {
    return shop.count("customers WHERE id <> 900000001");
  }

  /** The youngest is surely one of those injected last. */
  private static void takeAnEmail(Shop shop) throws SQLException {
    String id = shop.ask("SELECT max(id) FROM customers WHERE id <> 900000001");
    String email = shop.ask("SELECT email FROM customers WHERE id = " + id);
    shop.change(
        "DELETE FROM orders WHERE customer_id = " + id,
        "DELETE FROM customers WHERE id = " + id,
        "INSERT INTO customers (id, name, email, city) VALUES (900000001, '占位人', '"
            + email
            + "', '拉萨') ON CONFLICT (id) DO NOTHING",
        "INSERT INTO products (id, name, category, price) VALUES (900000001, '古董', '杂项', 3.14)"
            + " ON CONFLICT (id) DO NOTHING",
        "INSERT INTO orders (id, customer_id, total_amount) VALUES (900000001, 900000001, 3.14)"
            + " ON CONFLICT (id) DO NOTHING");
  }
}
