package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Series;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One measurement of gaps. Asks instant queries on {@code selector[window]}, which give the samples
 * as they were stored; {@code query_range} would fill holes of up to 5 minutes with old samples.
 */
record GapMeasurement(
    PrometheusServer server, Targets targets, SeriesGaps.Asked asked, Values values) {
  private static final int MOST_NAMED = 5;
  private static final int MOST_TIMES = 500;

  Measurement measure() throws FailedCallException, InterruptedException {
    Instant now = server.now();
    var timelines = new ArrayList<Timeline>();
    var empty = new ArrayList<String>();
    for (String template : asked.series()) {
      String selector = values.resolve(template);
      List<Timeline> found = timelines(selector, now);
      timelines.addAll(found);
      if (found.isEmpty()) {
        empty.add(values.readable(template));
      }
    }
    if (!empty.isEmpty()) {
      throw new FailedCallException(nothing(empty));
    }
    rejectShortWindow(timelines);
    return judged(timelines, now);
  }

  /** Of a series that is scraped more seldom than the window is long nothing can be said. */
  private void rejectShortWindow(List<Timeline> timelines) throws FailedCallException {
    Optional<Timeline> seldom =
        timelines.stream()
            .filter(timeline -> !Timeline.shows(asked.window(), timeline.interval()))
            .max(Comparator.comparing(Timeline::interval));
    if (seldom.isPresent()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          Timeline.tooShort(asked.window(), seldom.get().interval())
              + ", so nothing is known of gaps of "
              + seldom.get().series()
              + "; give the gate a longer 'window', or scrape more often",
          "");
    }
  }

  /** Those that are there, and those that were there in the time that is remembered. */
  private List<Timeline> timelines(String selector, Instant now)
      throws FailedCallException, InterruptedException {
    List<Series> found = server.query(selector + range(), Optional.of(now));
    Duration otherwise =
        asked.step().or(targets::longestInterval).orElseThrow(this::unknownInterval);
    List<Series> known = server.known(selector, now.minus(asked.remember()), now);
    var all = new ArrayList<>(there(selector, found, otherwise, now));
    all.addAll(new Timelines(targets, asked.step()).vanished(known, found, otherwise));
    return all;
  }

  private List<Timeline> there(String selector, List<Series> found, Duration otherwise, Instant now)
      throws FailedCallException, InterruptedException {
    List<Timeline> timelines = new Timelines(targets, asked.step()).of(found, otherwise);
    if (timelines.stream().noneMatch(timeline -> timeline.startsLate(start(now)))) {
      return timelines;
    }
    Set<String> older = older(selector, now);
    return timelines.stream()
        .map(t -> new Timeline(t.series(), t.samples(), t.interval(), older.contains(t.series())))
        // A target that never answered leaves no hole: it has not begun.
        .filter(timeline -> timeline.older() || !timeline.silent())
        .toList();
  }

  /** The series that had samples in the day before the window: these did not begin within it. */
  private Set<String> older(String selector, Instant now)
      throws FailedCallException, InterruptedException {
    Instant before = start(now);
    // The last sample of each; `up` counts only where a scrape succeeded.
    String day = selector + "[1d]";
    List<Series> last = server.query("last_over_time(" + day + ")", Optional.of(before));
    List<Series> best = server.query("max_over_time(" + day + ")", Optional.of(before));
    Map<Map<String, String>, Double> most =
        best.stream()
            .collect(
                Collectors.toMap(
                    Series::labels, series -> series.samples().getFirst().value(), Math::max));
    return last.stream()
        .filter(
            series -> !series.metric().equals("up") || most.getOrDefault(nameless(series), 1.0) > 0)
        .map(Series::readable)
        .collect(Collectors.toSet());
  }

  private Measurement judged(List<Timeline> timelines, Instant now) {
    List<Gap> gaps =
        timelines.stream().flatMap(timeline -> timeline.gaps(start(now), now).stream()).toList();
    long samples = timelines.stream().mapToLong(timeline -> timeline.samples().size()).sum();
    String counted =
        gaps.size()
            + (gaps.size() == 1 ? " gap" : " gaps")
            + " in "
            + Durations.write(asked.window())
            + " ("
            + samples
            + " samples of "
            + timelines.size()
            + " series)";
    int lacking = Math.max(0, asked.atLeast() - timelines.size());
    String text =
        counted
            + (lacking == 0 ? "" : "; there should be at least " + asked.atLeast() + " series")
            + gaps.stream()
                .limit(MOST_NAMED)
                .map(g -> "; " + g.readable())
                .collect(Collectors.joining())
            + (gaps.size() > MOST_NAMED ? "; and " + (gaps.size() - MOST_NAMED) + " more" : "");
    return new Measurement.Measured(
        gaps.size() + lacking,
        text,
        lacking == 0 || !gaps.isEmpty() ? failure(gaps, text) : Optional.of(lacking(text)),
        List.of(evidence(timelines, gaps)));
  }

  private Optional<Failure> failure(List<Gap> gaps, String text) {
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    var details = new TreeMap<String, String>();
    details.put("prometheus", server.address().text());
    details.put("series", gaps.getFirst().series());
    details.put("open", String.valueOf(gaps.stream().anyMatch(Gap::open)));
    Instant lastEnd = gaps.stream().map(Gap::to).max(Comparator.naturalOrder()).orElseThrow();
    details.put("clean-at", lastEnd.plus(asked.window()).toString());
    String all = gaps.stream().map(Gap::readable).collect(Collectors.joining("\n"));
    return Optional.of(new Failure(FailureClass.SERIES_GAP, text, all, details));
  }

  /** They may only be due, as after a start: the next scrapes are waited for. */
  private Failure lacking(String text) {
    return new Failure(
        FailureClass.SERIES_GAP,
        text,
        targets.evidence().text(),
        Map.of("prometheus", server.address().text(), "open", "true"));
  }

  private Failure nothing(List<String> selectors) {
    String summary =
        "no sample within "
            + Durations.write(asked.window())
            + " of "
            + String.join(" and ", selectors)
            + " ("
            + targets.readable(Expected.named(List.of()))
            + ")";
    return new Failure(
        FailureClass.SERIES_GAP,
        summary,
        targets.evidence().text(),
        Map.of("prometheus", server.address().text(), "empty", selectors.getFirst()));
  }

  private Evidence evidence(List<Timeline> timelines, List<Gap> gaps) {
    var text = new StringBuilder();
    gaps.forEach(gap -> text.append("gap ").append(gap.readable()).append('\n'));
    for (Timeline timeline : timelines) {
      text.append(timeline.series()).append(" every ").append(Durations.write(timeline.interval()));
      timeline.samples().stream().limit(MOST_TIMES).forEach(at -> text.append(' ').append(at));
      text.append('\n');
    }
    return new Evidence("series-samples.txt", text.toString());
  }

  private FailedCallException unknownInterval() {
    return new FailedCallException(
        FailureClass.SERIES_GAP,
        server.address() + " has no target, so no scrape interval is known: add 'step:'",
        "");
  }

  private Instant start(Instant now) {
    return now.minus(asked.window());
  }

  private String range() {
    return "[" + Durations.write(asked.window()) + "]";
  }

  private static Map<String, String> nameless(Series series) {
    var labels = new TreeMap<>(series.labels());
    labels.remove("__name__");
    return labels;
  }
}
