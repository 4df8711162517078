package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.observe.prometheus.Series;
import io.nuwa.emergency.observe.prometheus.Target;
import io.nuwa.emergency.observe.prometheus.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the series of one selector into timelines.
 *
 * @param targets tell which instances there still are, and how often each is scraped
 * @param step the interval to judge by; that of the series' own target when empty
 */
record Timelines(Targets targets, Optional<Duration> step) {

  /**
   * The timelines of the series that should have samples now. A series whose instance is no target
   * any more, while its job has other targets, was taken over (another port is another instance):
   * its last samples go before those of its heir. One of a target whose scrapes all failed has a
   * timeline without samples of its own.
   */
  List<Timeline> of(List<Series> found, Duration otherwise) {
    List<Series> answered = found.stream().map(Timelines::answered).toList();
    return answered.stream()
        .filter(series -> any(series) ? !retired(series) : live(series))
        .map(series -> timeline(series, answered, otherwise))
        .toList();
  }

  /**
   * The timelines, without any sample, of series that were known and are not found any more. One
   * whose job scrapes other instances now was taken over, and is not missed.
   */
  List<Timeline> vanished(List<Series> known, List<Series> found, Duration otherwise) {
    var there = found.stream().map(Series::labels).collect(Collectors.toSet());
    return known.stream()
        .filter(series -> !there.contains(series.labels()) && !retired(series))
        .map(s -> new Timeline(s.readable(), List.of(), interval(s, otherwise), true))
        .toList();
  }

  private Timeline timeline(Series series, List<Series> all, Duration otherwise) {
    List<Instant> own = instants(series).toList();
    var samples = new ArrayList<Instant>();
    all.stream()
        .filter(other -> retired(other) && family(other).equals(family(series)))
        .flatMap(Timelines::instants)
        .filter(sample -> own.isEmpty() || own.getFirst().isAfter(sample))
        .sorted()
        .distinct()
        .forEach(samples::add);
    samples.addAll(own);
    return new Timeline(series.readable(), samples, interval(series, otherwise), false);
  }

  private boolean retired(Series series) {
    String job = series.labels().get("job");
    String instance = series.labels().get("instance");
    List<Target> same = targets.list().stream().filter(t -> t.job().equals(job)).toList();
    return instance != null
        && !same.isEmpty()
        && same.stream().noneMatch(target -> target.instance().equals(instance));
  }

  private Duration interval(Series series, Duration otherwise) {
    if (step.isPresent()) {
      return step.get();
    }
    return target(series).flatMap(Target::interval).orElse(otherwise);
  }

  private boolean live(Series series) {
    return target(series).isPresent();
  }

  private Optional<Target> target(Series series) {
    var identity =
        List.of(
            series.labels().getOrDefault("job", ""), series.labels().getOrDefault("instance", ""));
    return Optional.ofNullable(targets.byIdentity().get(identity));
  }

  /**
   * {@code up} has a sample for a failed scrape too, and every other series of the target has none:
   * its zeros are the holes that a dashboard shows.
   */
  private static Series answered(Series series) {
    if (!series.metric().equals("up")) {
      return series;
    }
    return new Series(
        series.labels(), series.samples().stream().filter(sample -> sample.value() != 0).toList());
  }

  private static boolean any(Series series) {
    return !series.samples().isEmpty();
  }

  private static Stream<Instant> instants(Series series) {
    return series.samples().stream().map(Series.Sample::at);
  }

  private static Map<String, String> family(Series series) {
    var labels = new TreeMap<>(series.labels());
    labels.remove("instance");
    return labels;
  }
}
