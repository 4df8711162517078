package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusAddress;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Series;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The value of an instant query that yields a single sample. */
public record MetricValue(Path home, WebClient client) implements ProbeKind {

  /**
   * What is asked.
   *
   * @param prometheus template of the address
   * @param query PromQL; may be a template
   * @param title how the text calls the value; the query itself when empty
   */
  record Asked(String prometheus, String query, Optional<String> title) implements Settings {}

  @Override
  public String name() {
    return "metric-value";
  }

  @Override
  public Settings read(Section section) {
    return new Asked(
        PrometheusAddress.read(section), section.text("query"), section.optionalText("title"));
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var asked = (Asked) gate.settings();
    OwnJobs own = OwnJobs.before(gate, plan, home);
    return new CallingProbe(input -> measure(asked, own, input));
  }

  private Measurement measure(Asked asked, OwnJobs own, StepInput input)
      throws FailedCallException, InterruptedException {
    var server = PrometheusServer.at(asked.prometheus(), client, input);
    OwnPrometheus.of(own, List.of(), server, input).recognise();
    String query = input.values().readable(asked.query());
    List<Series> found = server.query(input.values().resolve(asked.query()), Optional.empty());
    if (found.isEmpty() || found.getFirst().samples().isEmpty()) {
      throw new FailedCallException(FailureClass.SERIES_GAP, "no sample for " + query, "[]");
    }
    if (found.size() > 1 || found.getFirst().samples().size() > 1) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          query + " yields more than one sample: make it one, for instance with sum(...)",
          String.valueOf(found.stream().map(Series::readable).limit(10).toList()));
    }
    var sample = found.getFirst().samples().getFirst();
    if (!Double.isFinite(sample.value())) {
      throw new FailedCallException(
          FailureClass.SERIES_GAP,
          query
              + " is "
              + sample.value()
              + ", which is no number: is something divided by nothing?",
          String.valueOf(sample.value()));
    }
    String title = asked.title().orElse(query);
    return new Measurement.Measured(
        sample.value(),
        title + " = " + readable(sample.value()),
        Optional.empty(),
        List.of(new Evidence("query.txt", query + " at " + sample.at() + "\n" + sample.value())));
  }

  private static String readable(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
