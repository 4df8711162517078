package io.nuwa.emergency.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects figures for one page. A figure that nothing was put under is not on it. */
final class Sheet {
  private static final double NANOS = 1e9;

  private record Point(Labels labels, double value) {}

  private final Map<Figure, List<Point>> points = new EnumMap<>(Figure.class);
  private final Map<Figure, String[]> names = new EnumMap<>(Figure.class);

  /**
   * Puts a number down.
   *
   * @param labels the values of the figure's labels, in their order
   */
  void put(Figure figure, double value, String... labels) {
    String[] named = names.computeIfAbsent(figure, _ -> figure.labels().toArray(String[]::new));
    points
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(new Point(Labels.of(named, labels), value));
  }

  /** Puts a count down. */
  void put(Figure figure, long count, String... labels) {
    put(figure, (double) count, labels);
  }

  /** In seconds of Unix time. */
  void put(Figure figure, Instant at, String... labels) {
    put(figure, at.getEpochSecond() + at.getNano() / NANOS, labels);
  }

  /** In seconds. */
  void put(Figure figure, Duration length, String... labels) {
    put(figure, length.getSeconds() + length.getNano() / NANOS, labels);
  }

  void flag(Figure figure, boolean holds, String... labels) {
    put(figure, holds ? 1 : 0, labels);
  }

  MetricSnapshots snapshots() {
    var snapshots = MetricSnapshots.builder();
    points.forEach((figure, found) -> snapshots.metricSnapshot(snapshot(figure, found)));
    return snapshots.build();
  }

  private static MetricSnapshot snapshot(Figure figure, List<Point> found) {
    return switch (figure.kind()) {
      case GAUGE -> {
        var gauge = GaugeSnapshot.builder().name(figure.family()).help(figure.help());
        found.forEach(
            point ->
                gauge.dataPoint(
                    new GaugeSnapshot.GaugeDataPointSnapshot(point.value(), point.labels(), null)));
        yield gauge.build();
      }
      case COUNTER -> {
        var counter = CounterSnapshot.builder().name(figure.family()).help(figure.help());
        found.forEach(
            point ->
                counter.dataPoint(
                    new CounterSnapshot.CounterDataPointSnapshot(
                        point.value(), point.labels(), null, 0)));
        yield counter.build();
      }
      case INFO -> {
        var info = InfoSnapshot.builder().name(figure.family()).help(figure.help());
        found.forEach(
            point -> info.dataPoint(new InfoSnapshot.InfoDataPointSnapshot(point.labels())));
        yield info.build();
      }
    };
  }
}
