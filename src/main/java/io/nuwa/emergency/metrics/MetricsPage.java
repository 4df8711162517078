package io.nuwa.emergency.metrics;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * All figures at one moment. Nothing here is remembered: the page is made anew from the folded
 * state, the plan and what the watch says of itself, each time that somebody asks.
 */
public final class MetricsPage {
  private final MetricSnapshots snapshots;

  private MetricsPage(MetricSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** How the page may be written. */
  enum Format {
    /** The text format, version 0.0.4, which every collector reads. */
    PROMETHEUS,
    /** OpenMetrics 1.0, for whoever asks for it. */
    OPEN_METRICS;

    /** What an {@code Accept} header asks for; null when there is none. */
    static Format of(String accept) {
      boolean open = accept != null && accept.contains("application/openmetrics-text");
      return open ? OPEN_METRICS : PROMETHEUS;
    }

    String contentType() {
      return writer().getContentType();
    }

    private ExpositionFormatWriter writer() {
      return switch (this) {
        case PROMETHEUS -> PrometheusTextFormatWriter.create();
        case OPEN_METRICS -> OpenMetricsTextFormatWriter.create();
      };
    }
  }

  /**
   * The page.
   *
   * @param state the folded run; empty before there is one: its figures are absent then
   * @param plan of the run
   * @param watch what only the watch knows
   * @param now the time that it is made at
   */
  public static MetricsPage of(
      Optional<RunState> state, Plan plan, WatchFigures watch, Instant now) {
    var sheet = new Sheet();
    watch.putOn(sheet, now);
    new PlanFigures(sheet).of(plan, state);
    state.ifPresent(known -> new RunFigures(sheet).of(known, plan, now));
    return new MetricsPage(sheet.snapshots());
  }

  /** The page as Prometheus and its collectors read it. */
  public String text() {
    var bytes = new ByteArrayOutputStream();
    try {
      writeTo(bytes, Format.PROMETHEUS);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail like this", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Writes the page without closing {@code out}. */
  void writeTo(OutputStream out, Format format) throws IOException {
    format.writer().write(out, snapshots);
  }
}
