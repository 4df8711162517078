package io.nuwa.emergency.data.injection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.Driver;

/**
 * How to reach a database.
 *
 * @param url such as {@code jdbc:postgresql://127.0.0.1:5432/text2sql}
 * @param user whose rights are used
 * @param password never shown
 */
public record Access(String url, String user, String password) {
  /** What PostgreSQL says of a statement that took too long, and we of our own deadlines. */
  static final String TIME_IS_UP = "57014";

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
    long seconds = Math.clamp(within.toSeconds(), 1, 10);
    // On a thread of its own: neither a resolver nor a socket hears an interruption.
    var opened = new CompletableFuture<Connection>();
    Thread.ofPlatform().daemon().name("connect").start(() -> connect(within, seconds, opened));
    try {
      return opened.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      var _ = opened.thenAccept(Access::close);
      throw new SQLException("no answer within " + seconds + " s", TIME_IS_UP, e);
    } catch (InterruptedException e) {
      var _ = opened.thenAccept(Access::close);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void connect(Duration within, long seconds, CompletableFuture<Connection> opened) {
    try {
      opened.complete(connect(within, seconds));
    } catch (SQLException | RuntimeException e) {
      opened.completeExceptionally(e);
    }
  }

  /** One that came too late. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // It is closed.
    }
  }

  private Connection connect(Duration within, long seconds) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", Long.toString(seconds));
    properties.setProperty("socketTimeout", Long.toString(seconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "emergency");
    long milliseconds = Math.clamp(within.toMillis(), 1, Integer.MAX_VALUE);
    properties.setProperty("options", "-c statement_timeout=" + milliseconds);
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("'" + url + "' is no jdbc:postgresql:// address", "08001");
    }
    // From here on the caller's deadline holds, which may be longer.
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }
}
