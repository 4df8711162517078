package io.nuwa.text2sql.exporter;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;

/** What the exporter shows; seconds and plain counts. */
final class ExporterMetrics {
  static final String API = "text2sql";
  static final String DATABASE = "postgres";

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Gauge up =
      gauge("mcp_exporter_up", "1 when the last collection reached every target, else 0.");
  private final Gauge targetUp =
      labelled("mcp_exporter_target_up", "1 when the target is healthy, else 0.", "target");
  private final Gauge rows = labelled("mcp_exporter_table_rows", "Rows in a table.", "table");
  private final Gauge latency =
      gauge(
          "mcp_exporter_api_latency_seconds",
          "Time that the API's health check took, last measured.");
  private final Gauge took =
      gauge("mcp_exporter_collection_duration_seconds", "Time that the last collection took.");
  private final Gauge finished =
      gauge(
          "mcp_exporter_last_collection_timestamp_seconds",
          "End of the last collection, in seconds since 1970.");
  private final Counter errors =
      Counter.builder()
          .name("mcp_exporter_scrape_errors_total")
          .help("Times that a target could not be read.")
          .labelNames("target")
          .register(registry);

  ExporterMetrics() {
    errors.initLabelValues(API);
    errors.initLabelValues(DATABASE);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  void reached(String target) {
    targetUp.labelValues(target).set(1);
  }

  void failed(String target, String reason) {
    targetUp.labelValues(target).set(0);
    errors.labelValues(target).inc();
    System.err.println(target + " could not be read: " + reason);
  }

  void latency(Duration measured) {
    latency.set(measured.toNanos() / NANOS);
  }

  /** Replaces all counts: a table that is gone keeps no series. */
  void rows(Map<String, Long> counts) {
    rows.clear();
    counts.forEach((table, count) -> rows.labelValues(table).set(count));
  }

  void collected(boolean everything, Duration duration, long epochMillis) {
    up.set(everything ? 1 : 0);
    took.set(duration.toNanos() / NANOS);
    finished.set(epochMillis / MILLIS);
  }

  private Gauge gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).register(registry);
  }

  private Gauge labelled(String name, String help, String label) {
    return Gauge.builder().name(name).help(help).labelNames(label).register(registry);
  }
}
