package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.data.Databases;
import io.nuwa.text2sql.settings.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite beside another one, on a real PostgreSQL. */
final class AcceptanceCommandIT {
  private static final int UNKNOWN_CASE = 1;

  private final AtomicInteger health = new AtomicInteger(503);

  @TempDir private Path reports;

  @Test
  void waits_for_another_suite_that_restarts_the_api_before_it_asks_whether_the_api_is_healthy()
      throws Exception {
    Databases.Database database = Databases.fresh();
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(health.get(), 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    api.start();
    CompletableFuture<Integer> suite;
    try {
      try (Connection other = database.open();
          Statement statement = other.createStatement()) {
        statement.execute("SELECT pg_advisory_lock(hashtext('text2sql-acceptance'))");
        suite = CompletableFuture.supplyAsync(() -> suite(api.getAddress().getPort(), database));
        awaitSuite(database, suite);
        health.set(200);
      }
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> assertThat(suite.get()).isEqualTo(UNKNOWN_CASE));
    } finally {
      api.stop(0);
    }
  }

  /** It has connected, or said that it cannot work. */
  private static void awaitSuite(Databases.Database database, CompletableFuture<Integer> suite)
      throws Exception {
    String connected =
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'text2sql-acceptance'"
            + " AND datname = current_database()";
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!suite.isDone() && database.count(connected) == 0) {
      assertThat(System.nanoTime()).as("the suite has connected").isLessThan(end);
    }
  }

  private int suite(int port, Databases.Database database) {
    try {
      return AcceptanceCommand.run(
          List.of(
              "--api",
              "http://127.0.0.1:" + port,
              "--database",
              database.url(),
              "--database-user",
              database.user(),
              "--reports",
              reports.toString(),
              "--only",
              "no case of this name"),
          new Environment(Map.of("DATABASE_PASSWORD", database.password())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
