package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusAddress;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How many holes the raw samples of some series have within a window; 0 is right. */
public record SeriesGaps(Path home, WebClient client) implements ProbeKind {
  /** Section 4 of the founding document counts gaps per 10 minutes. */
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  /** The founding document's whole time box. */
  private static final Duration USUAL_MEMORY = Duration.ofHours(48);

  private static final int MOST_SERIES = 1_000_000;

  /**
   * What is asked.
   *
   * @param prometheus template of the address
   * @param series selectors such as {@code up{job="mcp-exporter"}}; may be templates
   * @param window how far back
   * @param step how often a sample is due; the scrape interval of each target when empty
   * @param atLeast how many series there must be; 0 when the plan does not say
   * @param remember how far back a series was seen that must still be there
   */
  record Asked(
      String prometheus,
      List<String> series,
      Duration window,
      Optional<Duration> step,
      int atLeast,
      Duration remember)
      implements Settings {}

  @Override
  public String name() {
    return "series-gaps";
  }

  @Override
  public Settings read(Section section) {
    List<String> series = section.texts("series");
    if (series.isEmpty()) {
      section.missing("series", series);
      if (section.has("series")) {
        section.problem("series", "'series' must name at least one series");
      }
    }
    Duration window = positive(section, "window").orElse(USUAL_WINDOW);
    Optional<Duration> step = positive(section, "step");
    if (step.isPresent() && !Timeline.shows(window, step.get())) {
      section.problem(
          "window", Timeline.tooShort(window, step.get()) + ": no gap could ever be seen");
    }
    Duration remember = section.optionalDuration("remember").orElse(longer(USUAL_MEMORY, window));
    if (remember.compareTo(window) < 0) {
      section.problem("remember", "'remember' must not be shorter than 'window'");
    }
    return new Asked(
        PrometheusAddress.read(section),
        series,
        window,
        step,
        section.integer("at-least", 1, MOST_SERIES, 0),
        remember);
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.COUNT;
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var asked = (Asked) gate.settings();
    OwnJobs own = OwnJobs.before(gate, plan, home);
    return new CallingProbe(
        input -> {
          var server = PrometheusServer.at(asked.prometheus(), client, input);
          Targets targets = OwnPrometheus.of(own, List.of(), server, input).targets();
          return new GapMeasurement(server, targets, asked, input.values()).measure();
        });
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Optional<Duration> positive(Section section, String key) {
    Optional<Duration> duration = section.optionalDuration(key);
    if (duration.isPresent() && !duration.get().isPositive()) {
      section.problem(key, "'" + key + "' must be longer than 0");
      return Optional.empty();
    }
    return duration;
  }
}
