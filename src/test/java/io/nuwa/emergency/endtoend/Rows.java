package io.nuwa.emergency.endtoend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Looks at the shop's rows over a connection of its own. */
record Rows(StackHome home) {
  private static final List<String> TABLES =
      List.of("customers", "products", "orders", "order_items");

  void change(String... statements) throws SQLException {
    try (Connection connection = home.database();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first value of the first row. */
  String ask(String sql) throws SQLException {
    try (Connection connection = home.database();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  long count(String table) throws SQLException {
    return Long.parseLong(ask("SELECT count(*) FROM " + table));
  }

  /**
   * A sum over these rows of all tables: every byte of each, and the transaction that wrote it, so
   * that rows which were taken out and put back the same are noticed.
   *
   * @param condition which rows
   */
  String fingerprint(String condition) throws SQLException {
    var sums = new StringBuilder();
    for (String table : TABLES) {
      sums.append(table)
          .append(' ')
          .append(
              ask(
                  "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text || xmin, ',' ORDER BY"
                      + " id)), '') FROM "
                      + table
                      + " t WHERE "
                      + condition))
          .append('\n');
    }
    return sums.toString();
  }
}
