package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.observe.call.CallingStep;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.step.TaskKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The task kind {@code scrape-job}: steps {@code reach}, {@code write}, {@code targets-up}.
 *
 * @param home what paths are relative to
 */
public record ScrapeJobTask(Path home, WebClient client) implements TaskKind {
  /** As plans call it. */
  public static final String NAME = "scrape-job";

  /** How long a Prometheus that was just started may take to read its log. */
  private static final Duration START = Duration.ofSeconds(20);

  private static final Duration BETWEEN = Duration.ofMillis(500);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Settings read(Section section) {
    return ScrapeJobSettings.read(section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    var settings = (ScrapeJobSettings) task.settings();
    return List.of(
        new CallingStep(
            "reach",
            values -> "ask " + values.readable(settings.prometheus()) + "/-/ready",
            input -> reach(settings, input)),
        new CallingStep(
            "write", values -> writing(settings, values), input -> write(settings, input)),
        new CallingStep(
            "targets-up",
            values -> "wait until every target is UP, of " + String.join(", ", settings.expected()),
            input -> new TargetsUp(settings, home, server(settings, input), input).await()));
  }

  private StepResult reach(ScrapeJobSettings settings, StepInput input)
      throws FailedCallException, InterruptedException {
    PrometheusServer server = server(settings, input);
    Instant start = input.time().instant();
    while (true) {
      try {
        server.ready();
        return StepResult.Done.of(server.address() + " is ready, version " + server.version());
      } catch (FailedCallException e) {
        Duration waited = Duration.between(start, input.time().instant());
        boolean over = waited.compareTo(START) > 0 || input.left().compareTo(BETWEEN) <= 0;
        if (!e.passing() || over) {
          throw e;
        }
      }
      input.time().pause(BETWEEN);
    }
  }

  private String writing(ScrapeJobSettings settings, Values values) {
    var writer = new JobWriter(home);
    return settings.jobs().stream()
        .map(job -> writer.intent(job, values))
        .collect(Collectors.joining("; "));
  }

  private StepResult write(ScrapeJobSettings settings, StepInput input)
      throws FailedCallException, IOException, InterruptedException {
    var texts = new ArrayList<String>();
    var evidence = new ArrayList<Evidence>();
    for (ScrapeJob job : settings.jobs()) {
      var outcome = new JobWriter(home).write(job, input.values(), server(settings, input));
      texts.add(outcome.text());
      evidence.addAll(outcome.evidence());
    }
    return new StepResult.Done(String.join("; ", texts), Map.of(), evidence);
  }

  private PrometheusServer server(ScrapeJobSettings settings, StepInput input)
      throws FailedCallException {
    return PrometheusServer.at(settings.prometheus(), client, input);
  }
}
