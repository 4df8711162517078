package io.nuwa.text2sql.exporter;

import io.nuwa.text2sql.http.HttpService;
import io.nuwa.text2sql.http.MetricsPage;
import io.nuwa.text2sql.http.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The whole exporter. It measures every few seconds in the background, so that a slow target never
 * makes a scrape slow; its own health is that it measures at all, not that its targets are well.
 */
public final class ExporterServer implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Collector collector;
  private final Thread loop;
  private final HttpService service;

  /** Starts to measure and to listen. */
  public ExporterServer(ExporterSettings settings) throws IOException {
    ExporterMetrics metrics = new ExporterMetrics();
    this.collector = new Collector(settings, metrics);
    this.loop = Thread.ofPlatform().daemon().name("collect").start(this::collectForEver);
    this.service =
        new HttpService(
            settings.port(),
            Map.of("/health", _ -> health(), "/metrics", new MetricsPage(metrics.registry())),
            (_, _, _) -> {});
  }

  /** The port that it listens on. */
  public int port() {
    return service.port();
  }

  @Override
  public void close() {
    loop.interrupt();
    service.close();
    collector.close();
  }

  private Reply health() {
    return loop.isAlive()
        ? Reply.json(200, "{\"status\":\"up\"}")
        : Reply.json(503, "{\"status\":\"down\"}");
  }

  private void collectForEver() {
    try {
      while (true) {
        try {
          collector.collect();
        } catch (RuntimeException failure) {
          System.err.println("collection failed: " + failure);
        }
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
