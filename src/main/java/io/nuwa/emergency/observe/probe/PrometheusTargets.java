package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusAddress;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Target;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many targets are not UP, plus how many expected jobs have no target; 0 is right. */
public record PrometheusTargets(WebClient client) implements ProbeKind {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Ten seconds: longer than a scrape's timeout usually is. */
  private static final int MOST_LOOKS = 40;

  /**
   * What is asked.
   *
   * @param prometheus template of the address
   * @param jobs each of which must have a target
   */
  record Asked(String prometheus, List<String> jobs) implements Settings {}

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
    return new Asked(PrometheusAddress.read(section), jobs);
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.COUNT;
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var asked = (Asked) gate.settings();
    return new CallingProbe(input -> measure(asked, input));
  }

  private Measurement measure(Asked asked, StepInput input)
      throws FailedCallException, InterruptedException {
    var server = PrometheusServer.at(asked.prometheus(), client, input);
    Targets targets = settled(server, input);
    if (targets.list().isEmpty() && asked.jobs().isEmpty()) {
      throw new FailedCallException(
          FailureClass.TARGET_DOWN,
          server.address() + " has no target at all: nothing is observed",
          targets.evidence().text());
    }
    int wrong = targets.notUp().size() + targets.missing(asked.jobs()).size();
    return new Measurement.Measured(
        wrong,
        targets.readable(asked.jobs()),
        targets.failure(server.address().text(), asked.jobs()),
        List.of(targets.evidence()));
  }

  /** What Prometheus says when no scrape is overdue: a look in between would trust an old one. */
  private static Targets settled(PrometheusServer server, StepInput input)
      throws FailedCallException, InterruptedException {
    Targets targets = server.targets();
    List<Target> doubtful = doubtful(targets, server);
    for (int looks = 0;
        !doubtful.isEmpty() && looks < MOST_LOOKS && input.left().compareTo(BETWEEN_LOOKS) > 0;
        looks++) {
      input.time().pause(BETWEEN_LOOKS);
      targets = server.targets();
      doubtful = doubtful(targets, server);
    }
    if (doubtful.isEmpty()) {
      return targets;
    }
    throw new FailedCallException(
        FailureClass.TARGET_DOWN,
        server.address()
            + " has not finished a scrape that is overdue: "
            + doubtful.stream().map(Target::readable).collect(Collectors.joining("; "))
            + " by the one before; does that service hang?",
        targets.evidence().text());
  }

  /** Where none is up, nothing depends on when it was scraped. */
  private static List<Target> doubtful(Targets targets, PrometheusServer server)
      throws FailedCallException, InterruptedException {
    return targets.noneUp() ? List.of() : targets.doubtful(server.now());
  }
}
