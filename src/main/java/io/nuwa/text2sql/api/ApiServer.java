package io.nuwa.text2sql.api;

import io.nuwa.text2sql.answer.Answerer;
import io.nuwa.text2sql.database.ConnectionPool;
import io.nuwa.text2sql.database.DatabaseSettings;
import io.nuwa.text2sql.database.ReadOnlyQuery;
import io.nuwa.text2sql.http.HttpService;
import io.nuwa.text2sql.http.MetricsPage;
import io.nuwa.text2sql.http.Reply;
import io.nuwa.text2sql.schema.SchemaReader;
import java.io.IOException;
import java.util.Map;

/** The whole API. Starts whether or not the database is there; its health tells. */
public final class ApiServer implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private final ConnectionPool pool;
  private final DatabaseHealth health;
  private final HttpService service;

  /** Starts to listen on the port, 0 for any free one. */
  public ApiServer(int port, DatabaseSettings settings) throws IOException {
    this.pool = new ConnectionPool(settings, CONNECTIONS);
    this.health = new DatabaseHealth(settings);
    ApiMetrics metrics = new ApiMetrics();
    metrics.watch(health::isUp, pool::busy);
    SchemaReader schemaReader = new SchemaReader(new ReadOnlyQuery(pool));
    this.service =
        new HttpService(
            port,
            Map.of(
                "/health", _ -> health(),
                "/metrics", new MetricsPage(metrics.registry()),
                "/schema", new SchemaRoute(schemaReader),
                "/query", new QueryRoute(new Answerer(pool, metrics), metrics)),
            metrics);
  }

  /** The port that it listens on. */
  public int port() {
    return service.port();
  }

  @Override
  public void close() {
    service.close();
    health.close();
    pool.close();
  }

  private Reply health() {
    return health.isUp()
        ? Reply.json(200, "{\"status\":\"up\",\"database\":\"up\"}")
        : Reply.json(503, "{\"status\":\"down\",\"database\":\"down\"}");
  }
}
