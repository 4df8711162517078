package io.nuwa.emergency.drill.scene;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * The shop's database over a connection of its own.
 *
 * @param port where it is published
 * @param password of its user
 * @param database to connect to
 */
public record Shop(int port, String password, String database) {
  static final String USER = "text2sql";

  public Shop(int port, String password) {
    this(port, password, "text2sql");
  }

  /** The same server, another database. */
  public Shop database(String other) {
    return new Shop(port, password, other);
  }

  /** Changes something, each statement by itself. */
  public void change(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first value of the first row; empty for none. */
  public String ask(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      String value = row.next() ? row.getString(1) : null;
      return value == null ? "" : value;
    }
  }

  /** How many rows a table has. */
  public long count(String table) throws SQLException {
    return Long.parseLong(ask("SELECT count(*) FROM " + table));
  }

  /** Tables with the least number of rows that the plan promises. */
  public static List<String> tables() {
    return List.of("customers", "products", "orders", "order_items");
  }

  private Connection connect() throws SQLException {
    var settings = new Properties();
    settings.setProperty("user", USER);
    settings.setProperty("password", password);
    settings.setProperty("connectTimeout", "3");
    settings.setProperty("socketTimeout", "15");
    settings.setProperty("loginTimeout", "4");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, settings);
  }

  @Override
  public String toString() {
    return "Shop[port=" + port + "]";
  }
}
