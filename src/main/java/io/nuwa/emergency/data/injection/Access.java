package io.nuwa.emergency.data.injection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to reach a database.
 *
 * @param url such as {@code jdbc:postgresql://127.0.0.1:5432/text2sql}
 * @param user whose rights are used
 * @param password never shown
 */
public record Access(String url, String user, String password) {

  /**
   * Opens a connection.
   *
   * @param within how long opening it may take, in whole seconds upwards from 1; the same bounds
   *     each statement on the server when {@code statements} is positive
   * @param statements how long any statement may take; zero or negative for no bound
   */
  Connection open(Duration within, Duration statements) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    String seconds = Long.toString(Math.clamp(within.toSeconds(), 1, 10));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "emergency");
    if (statements.isPositive()) {
      long milliseconds = Math.min(Integer.MAX_VALUE, statements.toMillis());
      properties.setProperty("options", "-c statement_timeout=" + Math.max(1, milliseconds));
    }
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("'" + url + "' is no jdbc:postgresql:// address", "08001");
    }
    return connection;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
