package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.FailedCallException;
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
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How many targets are not UP, plus how many jobs have no target, have another one than the plan's
 * tasks wrote, or lack the series by which their exporter is known; 0 is right.
 */
public record PrometheusTargets(Path home, WebClient client) implements ProbeKind {

  /**
   * What is asked.
   *
   * @param prometheus template of the address
   * @param jobs each of which must have a target
   * @param shows selectors, each of which must have a sample now: the series by which an exporter
   *     is known; may be templates
   */
  record Asked(String prometheus, List<String> jobs, List<String> shows) implements Settings {}

  @Override
  public String name() {
    return "prometheus-targets";
  }

  @Override
  public Settings read(Section section) {
    List<String> jobs = section.texts("jobs");
    if (jobs.isEmpty()) {
      section.missing("jobs", jobs);
      if (section.has("jobs")) {
        section.problem("jobs", "'jobs' must name at least one job that has to have a target");
      }
    }
    return new Asked(PrometheusAddress.read(section), jobs, section.texts("shows"));
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.COUNT;
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
    var ours = OwnPrometheus.of(own, asked.jobs(), server, input);
    Targets targets = ours.settled();
    if (targets.list().isEmpty() && asked.jobs().isEmpty()) {
      throw new FailedCallException(
          FailureClass.TARGET_DOWN,
          server.address() + " has no target at all: nothing is observed",
          targets.evidence().text());
    }
    int wrong = targets.wrong(ours.expected());
    // Of a target that is down anyway nothing is shown: one fault counts once.
    List<String> unseen = wrong == 0 ? unseen(asked, server, input) : List.of();
    Optional<Failure> failure = targets.failure(server.address().text(), ours.expected());
    String text =
        targets.readable(ours.expected())
            + unseen.stream().map(one -> "; no sample of " + one).collect(Collectors.joining());
    return new Measurement.Measured(
        wrong + unseen.size(),
        text,
        failure.or(() -> strangers(server, unseen, text, targets)),
        List.of(targets.evidence()));
  }

  /** What the right exporters would show and these do not. */
  private static List<String> unseen(Asked asked, PrometheusServer server, StepInput input)
      throws FailedCallException, InterruptedException {
    var unseen = new ArrayList<String>();
    for (String template : asked.shows()) {
      if (server.query(input.values().resolve(template), Optional.empty()).isEmpty()) {
        unseen.add(input.values().readable(template));
      }
    }
    return unseen;
  }

  private static Optional<Failure> strangers(
      PrometheusServer server, List<String> unseen, String text, Targets targets) {
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure(
                FailureClass.TARGET_DOWN,
                text,
                targets.evidence().text(),
                Map.of(
                    "prometheus", server.address().text(), "unseen", String.join(", ", unseen))));
  }
}
