package io.nuwa.text2sql.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A borrowed connection; closing it rolls back what was not committed and gives it back. */
public final class Lease implements AutoCloseable {
  private final ConnectionPool pool;
  private final Connection connection;
  private final AtomicBoolean returned = new AtomicBoolean();

  Lease(ConnectionPool pool, Connection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /** The connection, in manual-commit mode, its transactions read-only unless told otherwise. */
  public Connection connection() {
    return connection;
  }

  /** Cuts a connection that does not answer, from any thread, and frees its place in the pool. */
  public void abort() {
    if (returned.compareAndSet(false, true)) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException alreadyGone) {
        // it is being thrown away anyway
      }
      pool.takeBack(connection, false);
    }
  }

  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      pool.takeBack(connection, isReusable());
    }
  }

  private boolean isReusable() {
    try {
      connection.rollback();
      return !connection.isClosed();
    } catch (SQLException lost) {
      return false;
    }
  }
}
