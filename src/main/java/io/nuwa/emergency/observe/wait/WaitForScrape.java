package io.nuwa.emergency.observe.wait;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Target;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cures {@code target-down} and {@code series-gap} (no sample yet) where a target came back and
 * Prometheus has not scraped it since: waits for one fresh scrape of each target that is not UP.
 */
public record WaitForScrape(Path home, WebClient client, Plan plan) implements Remedy {
  /** As ladders call it. */
  public static final String NAME = "wait-for-scrape";

  private static final Duration BETWEEN = Duration.ofMillis(250);

  /** Prometheus takes up new targets every 5 s (its scrape.discovery-reload-interval). */
  private static final Duration DISCOVERY = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "wait for one fresh scrape of the targets that are not UP";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    String address = failure.details().get("prometheus");
    boolean served =
        failure.kind() == FailureClass.TARGET_DOWN || failure.kind() == FailureClass.SERIES_GAP;
    if (!served || address == null) {
      return new RemedyResult.NotApplicable("no target of Prometheus is what is wrong");
    }
    boolean open = "true".equals(failure.details().get("open"));
    if (failure.details().containsKey("clean-at") && !open) {
      return new RemedyResult.NotApplicable("a scrape more does not close a gap that is stored");
    }
    try {
      var server = PrometheusServer.at(address, client, input);
      return failure.kind() == FailureClass.SERIES_GAP && server.targets().notUp().isEmpty()
          ? nextSample(server, open ? 2 : 1, input)
          : await(server, expected(address, missing(failure), input), input);
    } catch (FailedCallException e) {
      return new RemedyResult.Failed(e.failure());
    } catch (MissingValueException e) {
      return new RemedyResult.Failed(
          Failure.of(FailureClass.CONFIGURATION, String.valueOf(e.getMessage()), ""));
    }
  }

  /**
   * Every target is UP and yet a series is empty: its first sample is due within an interval. One
   * that breaks off just now belongs to a target that came back; it gets another interval, as such
   * a source may answer before it has anything to tell.
   */
  private static RemedyResult nextSample(PrometheusServer server, int intervals, StepInput input)
      throws FailedCallException, InterruptedException {
    Targets targets = server.targets();
    if (targets.list().isEmpty()) {
      return new RemedyResult.NotApplicable("Prometheus has no target, so no sample will come");
    }
    Duration interval = targets.longestInterval().orElse(USUAL_INTERVAL);
    Duration wait = shortest(interval.multipliedBy(intervals), input);
    input.time().pause(wait);
    return RemedyResult.Applied.of(
        "waited "
            + (intervals == 1 ? "one scrape interval" : intervals + " scrape intervals")
            + ", "
            + Durations.write(wait));
  }

  private static RemedyResult await(PrometheusServer server, Expected missing, StepInput input)
      throws FailedCallException, InterruptedException {
    Instant start = input.time().instant();
    Targets first = server.targets();
    Duration limit = limit(first, missing, input);
    Targets now = first;
    var underWay = new HashMap<List<String>, Instant>();
    while (!settled(first, now, missing, start, underWay)
        && Duration.between(start, input.time().instant()).compareTo(limit) < 0) {
      input.time().pause(BETWEEN);
      now = server.targets();
    }
    if (now.failure(server.address().text(), missing).isEmpty() && !now.list().isEmpty()) {
      Duration waited = Duration.between(start, input.time().instant());
      return new RemedyResult.Applied(
          now.readable(missing)
              + " after "
              + Durations.write(waited.truncatedTo(java.time.temporal.ChronoUnit.MILLIS)),
          Map.of(),
          List.of(now.evidence()));
    }
    return new RemedyResult.NotApplicable("scraped again, and still " + now.readable(missing));
  }

  /**
   * Whether each target that was not UP was scraped since, and each missing job has a target. A
   * scrape that was under way at the start tells how things were before: it failed with a target
   * that has come back meanwhile, so the one behind it is waited for.
   */
  private static boolean settled(
      Targets first,
      Targets now,
      Expected missing,
      Instant start,
      Map<List<String>, Instant> underWay) {
    var before = first.byIdentity();
    boolean scraped = true;
    for (Target target : now.notUp()) {
      var identity = List.of(target.job(), target.instance());
      Target earlier = before.get(identity);
      Optional<Instant> last = target.lastScrape();
      boolean fresh = earlier != null && last.isPresent() && !last.equals(earlier.lastScrape());
      if (fresh && last.get().isBefore(start)) {
        fresh = !last.get().equals(underWay.computeIfAbsent(identity, _ -> last.get()));
      }
      scraped &= fresh;
    }
    return scraped && !now.list().isEmpty() && now.follow(missing);
  }

  /**
   * One interval, one more for a scrape that times out, and discovery where a job has no target.
   */
  private static Duration limit(Targets targets, Expected missing, StepInput input) {
    Duration twice = targets.longestInterval().orElse(USUAL_INTERVAL).multipliedBy(2);
    Duration limit = targets.follow(missing) ? twice : twice.plus(DISCOVERY);
    return shortest(limit, input);
  }

  private static Duration shortest(Duration wanted, StepInput input) {
    Duration bounded = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    return bounded.compareTo(input.left()) > 0 ? input.left() : bounded;
  }

  private Expected expected(String prometheus, List<String> jobs, StepInput input) {
    return OwnJobs.written(plan, home)
        .expected(prometheus, jobs, input.values(), input.time().instant());
  }

  private static List<String> missing(Failure failure) {
    return Optional.ofNullable(failure.details().get("missing"))
        .filter(jobs -> !jobs.isEmpty())
        .map(jobs -> List.of(jobs.split(",")))
        .orElse(List.of());
  }
}
