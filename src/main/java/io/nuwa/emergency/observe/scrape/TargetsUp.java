package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Target;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Waits until every expected job has a target and every target of the server is UP.
 *
 * @param settings what is expected
 * @param home what the files of targets are relative to
 * @param server who is asked
 * @param input until when
 */
record TargetsUp(ScrapeJobSettings settings, Path home, PrometheusServer server, StepInput input) {
  private static final Duration BETWEEN = Duration.ofMillis(500);

  /** Left at the end, so that the diagnosis is told before the time is up. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** A target that is down after so many scrapes of this wait does not come up by waiting. */
  private static final int ENOUGH_SCRAPES = 5;

  StepResult await() throws FailedCallException, InterruptedException {
    Instant start = input.time().instant();
    var scrapes = new HashMap<List<String>, Set<Instant>>();
    Expected jobs =
        OwnJobs.of(settings, home)
            .expected(settings.prometheus(), settings.expected(), input.values(), start);
    while (true) {
      Failure failure;
      try {
        Targets targets = server.targets();
        input.progress().at(targets.readable(jobs), fraction(targets));
        var wrong = targets.failure(server.address().text(), jobs);
        if (wrong.isEmpty()) {
          return new StepResult.Done(
              targets.readable(jobs) + " after " + since(start),
              Map.of(),
              List.of(targets.evidence()));
        }
        failure = wrong.get();
        if (stayDown(targets, jobs, scrapes)) {
          return new StepResult.Failed(explained(failure, start));
        }
      } catch (FailedCallException e) {
        if (!e.passing()) {
          throw e;
        }
        failure = e.failure();
      }
      if (over()) {
        return new StepResult.Failed(explained(failure, start));
      }
      input.time().pause(BETWEEN);
    }
  }

  /** Whether each target that is not UP was scraped often enough, and every job has one. */
  private static boolean stayDown(
      Targets targets, Expected jobs, Map<List<String>, Set<Instant>> scrapes) {
    boolean all = targets.follow(jobs) && !targets.notUp().isEmpty();
    for (Target target : targets.notUp()) {
      Set<Instant> seen =
          scrapes.computeIfAbsent(
              List.of(target.job(), target.instance()), identity -> new HashSet<>());
      target.lastScrape().ifPresent(seen::add);
      // The first was seen when this wait began, and may be from before.
      all &= target.health().equals("down") && seen.size() > ENOUGH_SCRAPES;
    }
    return all;
  }

  private boolean over() {
    return input.left().compareTo(MARGIN.plus(BETWEEN)) <= 0;
  }

  private Failure explained(Failure failure, Instant start)
      throws FailedCallException, InterruptedException {
    String unknown = unknownJobs(failure.details().getOrDefault("missing", ""));
    return new Failure(
        failure.kind(),
        "after " + since(start) + " " + failure.summary() + unknown,
        failure.evidence(),
        failure.details());
  }

  /** A file of targets helps nothing when no job of the configuration reads it. */
  private String unknownJobs(String missing) throws FailedCallException, InterruptedException {
    if (missing.isEmpty()) {
      return "";
    }
    var running = new ConfigurationText("Prometheus's configuration", server.configuration());
    var text = new StringBuilder();
    for (ScrapeJob job : settings.jobs()) {
      if (List.of(missing.split(",")).contains(job.job()) && !running.has(job.job())) {
        text.append("; the configuration that Prometheus runs with has no job '")
            .append(job.job())
            .append("': add it there with file_sd_configs, or use 'config' in the plan");
      }
    }
    return text.toString();
  }

  private String since(Instant start) {
    Duration waited = Duration.between(start, input.time().instant());
    return Durations.write(Duration.ofMillis(waited.toMillis()));
  }

  private static double fraction(Targets targets) {
    int all = targets.list().size();
    return all == 0 ? 0 : (all - targets.notUp().size()) / (double) all;
  }
}
