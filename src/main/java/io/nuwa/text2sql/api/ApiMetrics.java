package io.nuwa.text2sql.api;

import io.nuwa.text2sql.answer.AnswerEvents;
import io.nuwa.text2sql.answer.Source;
import io.nuwa.text2sql.http.HttpService;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What the API counts and measures; seconds throughout. */
final class ApiMetrics implements AnswerEvents, HttpService.Observer {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("text2sql_http_requests_total")
          .help("HTTP requests answered.")
          .labelNames("path", "code")
          .register(registry);
  private final Histogram durations =
      Histogram.builder()
          .name("text2sql_http_request_duration_seconds")
          .help("Time from reading a request to having its reply.")
          .labelNames("path")
          .classicOnly()
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
          .register(registry);
  private final Counter answers =
      Counter.builder()
          .name("text2sql_answers_total")
          .help("Questions answered, by where their SQL came from.")
          .labelNames("source")
          .register(registry);
  private final Counter blocked =
      Counter.builder()
          .name("text2sql_blocked_total")
          .help("Questions and statements refused as dangerous, by rule.")
          .labelNames("rule")
          .register(registry);
  private final Counter unanswered =
      Counter.builder()
          .name("text2sql_unanswered_total")
          .help("Questions that got no answer though they were not dangerous, by reason.")
          .labelNames("reason")
          .register(registry);
  private final Counter memoryHits = counter("text2sql_memory_hits_total", "Questions remembered.");
  private final Counter memoryMisses =
      counter("text2sql_memory_misses_total", "Questions not remembered.");
  private final Counter memoryFailures =
      counter("text2sql_memory_failures_total", "Times that memory could not be used.");
  private final Counter repairs =
      counter("text2sql_repairs_total", "Wrong columns replaced in statements.");

  ApiMetrics() {
    for (Source source : Source.values()) {
      answers.initLabelValues(source.label());
    }
  }

  /** Adds the gauges that are read when somebody scrapes. */
  void watch(BooleanSupplier databaseUp, IntSupplier busyConnections) {
    gauge("text2sql_database_up", "1 when the database answers, else 0.")
        .callback(gauge -> gauge.call(databaseUp.getAsBoolean() ? 1 : 0))
        .register(registry);
    gauge("text2sql_busy_connections", "Database connections in use.")
        .callback(gauge -> gauge.call(busyConnections.getAsInt()))
        .register(registry);
    double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS;
    gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.")
        .callback(gauge -> gauge.call(started))
        .register(registry);
  }

  PrometheusRegistry registry() {
    return registry;
  }

  void answered(Source source) {
    answers.labelValues(source.label()).inc();
  }

  void blocked(String rule) {
    blocked.labelValues(rule).inc();
  }

  void unanswered(String reason) {
    unanswered.labelValues(reason).inc();
  }

  @Override
  public void answered(String path, int status, Duration took) {
    requests.labelValues(path, Integer.toString(status)).inc();
    durations.labelValues(path).observe(took.toNanos() / NANOS);
  }

  @Override
  public void lookedUp(boolean found) {
    (found ? memoryHits : memoryMisses).inc();
  }

  @Override
  public void repaired() {
    repairs.inc();
  }

  @Override
  public void memoryFailed(String reason) {
    memoryFailures.inc();
    System.err.println("memory failed: " + reason);
  }

  private static GaugeWithCallback.Builder gauge(String name, String help) {
    return GaugeWithCallback.builder().name(name).help(help);
  }

  private Counter counter(String name, String help) {
    return Counter.builder().name(name).help(help).register(registry);
  }
}
