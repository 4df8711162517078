package io.nuwa.text2sql.acceptance.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The database asked directly, past the API: where right answers come from. Only the tables of the
 * suite itself are ever changed through it.
 */
public final class ReferenceDatabase implements AutoCloseable {
  private final String url;
  private final Properties properties = new Properties();
  private Connection connection;

  /** Connects when first used, and again after the database was restarted. */
  public ReferenceDatabase(String url, String user, String password) {
    this.url = url;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "text2sql-acceptance");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("prepareThreshold", "0");
  }

  /** The rows in comparable form, see {@link Cells}. */
  public List<List<Object>> rows(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      for (int at = 0; at < parameters.length; at++) {
        statement.setString(at + 1, parameters[at]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        int width = rows.getMetaData().getColumnCount();
        List<List<Object>> all = new ArrayList<>();
        while (rows.next()) {
          List<Object> row = new ArrayList<>();
          for (int column = 1; column <= width; column++) {
            row.add(Cells.of(rows.getObject(column), rows.getString(column)));
          }
          all.add(row);
        }
        return all;
      }
    }
  }

  /** A single number. */
  public long number(String sql, String... parameters) throws SQLException {
    return new java.math.BigDecimal(String.valueOf(rows(sql, parameters).getFirst().getFirst()))
        .longValueExact();
  }

  /** Changes something of the suite's own. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  /** True when the table exists. */
  public boolean hasTable(String table) throws SQLException {
    return number("SELECT count(to_regclass(?))", table) == 1;
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null || !connection.isValid(2)) {
      connection = new Driver().connect(url, properties);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TIME ZONE 'UTC'; SET lock_timeout = '5s'");
      }
    }
    return connection;
  }
}
