package io.nuwa.text2sql.api;

import io.nuwa.text2sql.database.ConnectionPool;
import io.nuwa.text2sql.database.DatabaseSettings;
import io.nuwa.text2sql.database.Lease;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a SELECT works within a second. Has connections of its own, so that many questions at
 * once do not look like a sick database.
 */
final class DatabaseHealth implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 2;

  private final ConnectionPool pool;

  /**
   * The way to the database costs a JVM that has just started 100 ms: begun without being asked.
   */
  private final AtomicReference<Asked> first;

  /** A question on its way. */
  private record Asked(CompletableFuture<Boolean> answer, AtomicReference<Lease> held) {}

  DatabaseHealth(DatabaseSettings settings) {
    this.pool = new ConnectionPool(settings, CONNECTIONS);
    this.first = new AtomicReference<>(ask());
  }

  private Asked ask() {
    var asked = new Asked(new CompletableFuture<>(), new AtomicReference<>());
    // Not a virtual thread: the first of those costs a JVM that has just started 15 ms.
    Thread.ofPlatform()
        .daemon()
        .name("health")
        .start(() -> asked.answer().complete(selectsAtMostTwice(asked.held())));
    return asked;
  }

  boolean isUp() {
    Asked begun = first.getAndSet(null);
    // An answer that was there before anybody asked may be an old one.
    Asked asked = begun == null || begun.answer().isDone() ? ask() : begun;
    try {
      return asked.answer().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLate) {
      Lease stuck = asked.held().get();
      if (stuck != null) {
        stuck.abort();
      }
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException unexpected) {
      return false;
    }
  }

  /** The first pooled connection may have died with a database that is back by now. */
  private boolean selectsAtMostTwice(AtomicReference<Lease> held) {
    boolean first = selects(held);
    return first || selects(held);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Tried twice: the first may meet a connection that died with an earlier database process. */
  private boolean selects(AtomicReference<Lease> held) {
    try (Lease lease = pool.borrow(LIMIT)) {
      held.set(lease);
      try (Statement statement = lease.connection().createStatement()) {
        return statement.executeQuery("SELECT 1").next();
      }
    } catch (SQLException down) {
      pool.discardIdle();
      return false;
    }
  }
}
