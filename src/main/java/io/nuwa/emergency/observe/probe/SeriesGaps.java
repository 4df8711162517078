package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusAddress;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How many holes the raw samples of some series have within a window; 0 is right. */
public record SeriesGaps(WebClient client) implements ProbeKind {
  /** Section 4 of the founding document counts gaps per 10 minutes. */
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  /**
   * What is asked.
   *
   * @param prometheus template of the address
   * @param series selectors such as {@code up{job="mcp-exporter"}}; may be templates
   * @param window how far back
   * @param step how often a sample is due; the scrape interval of each target when empty
   */
  record Asked(String prometheus, List<String> series, Duration window, Optional<Duration> step)
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
    return new Asked(
        PrometheusAddress.read(section),
        series,
        positive(section, "window").orElse(USUAL_WINDOW),
        positive(section, "step"));
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.COUNT;
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var asked = (Asked) gate.settings();
    return new CallingProbe(
        input ->
            new GapMeasurement(
                    PrometheusServer.at(asked.prometheus(), client, input), asked, input.values())
                .measure());
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
