package io.nuwa.emergency.data.injection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.postgresql.PGConnection;

/**
 * Calls to a database that end when their time is up or their thread is interrupted. JDBC itself
 * hears neither: it waits in a socket.
 */
final class Calls {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private Calls() {}

  /**
   * Opens a connection, works with it in one transaction and commits; rolls back on any failure.
   *
   * @param within how long all of it may take
   * @throws SQLException also with SQLSTATE 57014 when the time was up
   * @throws InterruptedException when interrupted; the transaction has been given up then
   */
  static <T> T transaction(Access access, Duration within, SqlWork<T> work)
      throws SQLException, InterruptedException {
    try (Connection connection = access.open(within)) {
      connection.setAutoCommit(false);
      var task =
          new FutureTask<T>(
              () -> {
                T result = work.with(connection);
                connection.commit();
                return result;
              });
      Thread worker = Thread.ofPlatform().daemon().name("database").start(task);
      try {
        return task.get(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        giveUp(connection, worker);
        throw new SQLException(
            "took longer than " + within.toSeconds() + " s", Access.TIME_IS_UP, e);
      } catch (InterruptedException e) {
        giveUp(connection, worker);
        throw e;
      } catch (ExecutionException e) {
        throw rethrown(e.getCause());
      }
    }
  }

  /**
   * Closing the connection rolls back; the server is told to stop, or it would go on for a while.
   */
  private static void giveUp(Connection connection, Thread worker) throws SQLException {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException gone) {
      // Nothing left to cancel.
    }
    connection.abort(Runnable::run);
    worker.interrupt();
    try {
      worker.join(GRACE);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private static SQLException rethrown(Throwable cause) throws InterruptedException {
    return switch (cause) {
      case SQLException problem -> problem;
      case InterruptedException stopped -> throw stopped;
      case RuntimeException broken -> throw broken;
      case Error error -> throw error;
      default -> throw new IllegalStateException(cause);
    };
  }
}
