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
   * @param within how long each statement may take on the server; opening may take as long, in
   *     whole seconds from 1 to 10
   * @throws InterruptedException when this thread is interrupted, before or meanwhile
   */
  Connection open(Duration within) throws SQLException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before connecting to " + url);
    }
    try {
      return connect(within);
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while connecting to " + url);
      }
      throw e;
    }
  }

  private Connection connect(Duration within) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    String seconds = Long.toString(Math.clamp(within.toSeconds(), 1, 10));
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "emergency");
    long milliseconds = Math.clamp(within.toMillis(), 1, Integer.MAX_VALUE);
    properties.setProperty("options", "-c statement_timeout=" + milliseconds);
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
