package io.nuwa.text2sql.http;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Shows a registry in Prometheus' text format. */
public final class MetricsPage implements Route {
  private final PrometheusRegistry registry;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  /** A page of everything in the registry. */
  public MetricsPage(PrometheusRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Reply answer(Request request) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, registry.scrape());
    return new Reply(200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
  }
}
