package io.nuwa.text2sql.acceptance;

/**
 * A question whose right answer is known.
 *
 * @param question as a user asks it
 * @param reference SQL, written by hand, for the same rows in the same order
 * @param evidence SQL for the number of rows without which the answer would prove nothing
 */
record KnownQuestion(String question, String reference, String evidence) {
  private static final String SOLD = " WHERE status <> 'cancelled'";
  private static final String LAST_YEAR =
      "extract(year FROM order_date) = extract(year FROM CURRENT_DATE) - 1";
  private static final String ITEMS =
      " FROM order_items i, orders o, products p WHERE o.id = i.order_id AND p.id = i.product_id";

  @Override
  public String toString() {
    return question;
  }

  static KnownQuestion ofOrders(String question, String reference) {
    return new KnownQuestion(question, reference, "SELECT count(*) FROM orders");
  }

  static KnownQuestion ofLastYear(String question, String reference) {
    return new KnownQuestion(
        question,
        reference.replace("LAST_YEAR", LAST_YEAR),
        "SELECT count(*) FROM orders" + SOLD + " AND total_amount > 0 AND " + LAST_YEAR);
  }

  static KnownQuestion ofItems(String question, String reference) {
    return new KnownQuestion(
        question,
        reference.replace("ITEMS", ITEMS).replace("LAST_YEAR", LAST_YEAR),
        "SELECT count(*) FROM (SELECT 1 FROM order_items LIMIT 1) AS any_item");
  }

  static KnownQuestion of(String table, String question, String reference) {
    return new KnownQuestion(question, reference, "SELECT count(*) FROM " + table);
  }
}
