package io.nuwa.text2sql.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;

/**
 * At most {@code size} connections, opened when needed and kept for reuse. Every session reads only
 * by default, stops a statement after ten seconds, and takes its current date from UTC whatever
 * zone the machine stands in.
 */
public final class ConnectionPool implements AutoCloseable {
  private static final String SESSION =
      "SET default_transaction_read_only = on; SET statement_timeout = '10s'; "
          + "SET idle_in_transaction_session_timeout = '30s'; SET TIME ZONE 'UTC'";

  private final DatabaseSettings settings;
  private final Semaphore places;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final Driver driver = new Driver();
  private final int size;

  /** A pool that opens nothing yet, so that it can be made before the database is there. */
  public ConnectionPool(DatabaseSettings settings, int size) {
    this.settings = settings;
    this.size = size;
    this.places = new Semaphore(size, true);
  }

  /**
   * Lends a connection.
   *
   * @throws SQLException of class 08 when none can be had within {@code wait}
   */
  public Lease borrow(Duration wait) throws SQLException {
    try {
      if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SQLTransientConnectionException(
            "all " + size + " connections were busy for " + wait.toMillis() + " ms", "08001");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("interrupted while waiting", "08001", interrupted);
    }
    try {
      Connection waiting = idle.pollFirst();
      return new Lease(this, waiting != null ? waiting : open());
    } catch (SQLException | RuntimeException failure) {
      places.release();
      throw failure;
    }
  }

  /** Closes the connections that nobody uses: after a restart of the database they are dead. */
  public void discardIdle() {
    for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
      closeQuietly(next);
    }
  }

  /** Connections lent out now. */
  public int busy() {
    return size - places.availablePermits();
  }

  @Override
  public void close() {
    discardIdle();
  }

  void takeBack(Connection connection, boolean reusable) {
    if (reusable) {
      idle.offerFirst(connection);
    } else {
      closeQuietly(connection);
    }
    places.release();
  }

  private Connection open() throws SQLException {
    Connection connection = driver.connect(settings.url(), settings.toProperties());
    if (connection == null) {
      throw new SQLException("not a PostgreSQL JDBC address: " + settings.url(), "08001");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException failure) {
      closeQuietly(connection);
      throw failure;
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException alreadyGone) {
      // nothing depends on a connection that nobody holds
    }
  }
}
