package io.nuwa.text2sql.exporter;

import io.nuwa.text2sql.database.ConnectionPool;
import io.nuwa.text2sql.database.ReadOnlyQuery;
import io.nuwa.text2sql.database.SqlState;
import io.nuwa.text2sql.schema.SchemaReader;
import io.nuwa.text2sql.schema.Table;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Measures the targets once, when it is told to. */
final class Collector implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final int CONNECTIONS = 2;

  private final URI health;
  private final ConnectionPool pool;
  private final ReadOnlyQuery query;
  private final ExporterMetrics metrics;

  Collector(ExporterSettings settings, ExporterMetrics metrics) {
    this.health = settings.api().resolve("/health");
    this.pool = new ConnectionPool(settings.database(), CONNECTIONS);
    this.query = new ReadOnlyQuery(pool);
    this.metrics = metrics;
  }

  /** Measures every target; one that fails does not keep the others from being measured. */
  void collect() {
    long started = System.nanoTime();
    boolean api = collectApi();
    boolean database = collectDatabase();
    metrics.collected(
        api && database, Duration.ofNanos(System.nanoTime() - started), System.currentTimeMillis());
  }

  @Override
  public void close() {
    pool.close();
  }

  private boolean collectApi() {
    long started = System.nanoTime();
    try {
      int status = status();
      metrics.latency(Duration.ofNanos(System.nanoTime() - started));
      if (status == 200) {
        metrics.reached(ExporterMetrics.API);
        return true;
      }
      metrics.failed(ExporterMetrics.API, "health answered " + status);
    } catch (IOException unreachable) {
      metrics.failed(ExporterMetrics.API, unreachable.toString());
    }
    return false;
  }

  /** By the small client of the JDK: the other one takes longer to load than the exporter. */
  private int status() throws IOException {
    var connection = (HttpURLConnection) health.toURL().openConnection();
    try {
      connection.setConnectTimeout((int) LIMIT.toMillis());
      connection.setReadTimeout((int) LIMIT.toMillis());
      connection.setInstanceFollowRedirects(false);
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private boolean collectDatabase() {
    try {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Table table : new SchemaReader(query).read().tables()) {
        count(table.name()).ifPresent(rows -> counts.put(table.name(), rows));
      }
      metrics.rows(counts);
      metrics.reached(ExporterMetrics.DATABASE);
      return true;
    } catch (SQLException failure) {
      metrics.rows(Map.of());
      metrics.failed(ExporterMetrics.DATABASE, failure.getMessage());
      return false;
    }
  }

  /** Empty when the table was dropped between being listed and being counted: no error. */
  private OptionalLong count(String table) throws SQLException {
    String name = '"' + table.replace("\"", "\"\"") + '"';
    try {
      Object count = query.run("SELECT count(*) FROM " + name).rows().getFirst().getFirst();
      return OptionalLong.of(((Number) count).longValue());
    } catch (SQLException failure) {
      if (SqlState.UNDEFINED_TABLE.matches(failure)) {
        return OptionalLong.empty();
      }
      throw failure;
    }
  }
}
