package io.nuwa.text2sql.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs one statement in a read-only transaction that is always rolled back. */
public final class ReadOnlyQuery {
  /** Rows kept of one answer; further ones are dropped and the answer says so. */
  public static final int MOST_ROWS = 1000;

  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);

  private final ConnectionPool pool;

  /** Runs over connections of the given pool. */
  public ReadOnlyQuery(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * The statement's rows. A connection that turns out dead is replaced once, since a restart of the
   * database leaves dead ones behind.
   */
  public ResultTable run(String sql, String... parameters) throws SQLException {
    try {
      return attempt(sql, parameters);
    } catch (SQLException failure) {
      if (!SqlState.connectionLost(failure)) {
        throw failure;
      }
      pool.discardIdle();
      return attempt(sql, parameters);
    }
  }

  private ResultTable attempt(String sql, String... parameters) throws SQLException {
    try (Lease lease = pool.borrow(WAIT_FOR_CONNECTION)) {
      Connection connection = lease.connection();
      connection.setReadOnly(true);
      return parameters.length == 0
          ? plain(connection, sql)
          : prepared(connection, sql, parameters);
    }
  }

  /** Not prepared: a question mark in free SQL is an operator of jsonb, not a parameter. */
  private static ResultTable plain(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(MOST_ROWS + 1);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return read(rows);
      }
    }
  }

  private static ResultTable prepared(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int at = 0; at < parameters.length; at++) {
        statement.setString(at + 1, parameters[at]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private static ResultTable read(ResultSet rows) throws SQLException {
    ResultSetMetaData shape = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int column = 1; column <= shape.getColumnCount(); column++) {
      columns.add(shape.getColumnLabel(column));
    }
    List<List<Object>> values = new ArrayList<>();
    boolean truncated = false;
    while (!truncated && rows.next()) {
      if (values.size() == MOST_ROWS) {
        truncated = true;
      } else {
        values.add(row(rows, columns.size()));
      }
    }
    return new ResultTable(List.copyOf(columns), List.copyOf(values), truncated);
  }

  private static List<Object> row(ResultSet rows, int width) throws SQLException {
    List<Object> row = new ArrayList<>(width);
    for (int column = 1; column <= width; column++) {
      row.add(value(rows, column));
    }
    return Collections.unmodifiableList(row);
  }

  private static Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Double number when !Double.isFinite(number) -> number.toString();
      case Float number when !Float.isFinite(number) -> number.toString();
      case Number number -> number;
      default -> rows.getString(column);
    };
  }
}
