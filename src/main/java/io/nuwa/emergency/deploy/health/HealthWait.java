package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Waits until services are healthy, by running their checks itself. It gives up at its deadline, or
 * as soon as one is in trouble that waiting cannot mend.
 */
public final class HealthWait {
  /** Between two looks at published ports: a few connections on the loopback. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Somewhat less than a check takes. */
  private static final Duration MEANWHILE = Duration.ofMillis(60);

  private static final Duration LISTING = Duration.ofSeconds(3);
  private static final int LOG_LINES = 10;

  private final StackHealth health;
  private final StepInput input;
  private final Predicate<Container> accepts;
  private Instant nextMeanwhile = Instant.MIN;

  public HealthWait(StackHealth health, StepInput input) {
    this(health, input, PublishedPorts::accept);
  }

  HealthWait(StackHealth health, StepInput input, Predicate<Container> accepts) {
    this.health = health;
    this.input = input;
    this.accepts = accepts;
  }

  /**
   * Waits.
   *
   * @param within at most this long, and never beyond the deadline of the input
   * @return how they were in the end
   */
  public StackHealth.Answer await(List<String> services, Duration within)
      throws InterruptedException {
    return switch (health.list(services)) {
      case StackHealth.Answer.Unknown unknown -> unknown;
      case StackHealth.Answer.Surveyed listed -> await(listed.survey(), within);
    };
  }

  /**
   * The same, from a listing that was made just now.
   *
   * @param listed nothing in it is checked yet
   */
  StackHealth.Answer await(Survey listed, Duration within) throws InterruptedException {
    Instant start = input.time().instant();
    Instant deadline = earlier(start.plus(within), input.deadline());
    List<String> services =
        listed.services().stream().map(ServiceHealth::service).distinct().toList();
    var paces = new HashMap<String, CheckPace>();
    try (RunningChecks checks = health.checks(left(deadline))) {
      return await(listed, services, deadline, paces, checks);
    }
  }

  private StackHealth.Answer await(
      Survey listed,
      List<String> services,
      Instant deadline,
      Map<String, CheckPace> paces,
      RunningChecks checks)
      throws InterruptedException {
    Survey last = listed;
    Instant began = input.time().instant();
    Instant listAt = input.time().instant().plus(LISTING);
    int shown = -1;
    while (true) {
      Instant now = input.time().instant();
      if (!now.isBefore(listAt)) {
        switch (health.list(services)) {
          case StackHealth.Answer.Unknown unknown -> {
            return unknown;
          }
          case StackHealth.Answer.Surveyed anew -> last = anew.survey().after(last);
        }
        listAt = now.plus(LISTING);
      }
      last.services()
          .forEach(one -> paces.computeIfAbsent(one.key(), _ -> new CheckPace(began, accepts)));
      startDue(last, paces, checks, now);
      for (RunningChecks.Finished one : finished(checks, deadline)) {
        last = last.learning(one.health());
        if (one.result().changed()) {
          listAt = now;
        }
      }
      Survey steady = health.steady(last, now);
      if (steady.healthy() > shown) {
        // It may be what the others waited for: an API is healthy once its database is.
        paces.values().forEach(CheckPace::hurry);
      }
      if (steady.healthy() != shown) {
        shown = steady.healthy();
        // Not "0 of 5 healthy" before any was checked: nothing is known of those yet.
        input
            .progress()
            .at(
                shown + " of " + services.size() + " found healthy so far",
                (double) shown / Math.max(1, services.size()));
      }
      if (over(steady, deadline)) {
        // Nobody shall be named unhealthy, or go unnamed, for want of a look at the end.
        Survey end = last.learningMore(health.check(last.troubled(), left(deadline)));
        return StackHealth.answer(health.steady(end, input.time().instant()));
      }
    }
  }

  /**
   * Waits a little, for a check that is being executed or, when there is none, for time to pass.
   */
  private List<RunningChecks.Finished> finished(RunningChecks checks, Instant deadline)
      throws InterruptedException {
    if (checks.isEmpty()) {
      input.time().pause(shorter(PAUSE, left(deadline)));
      return List.of();
    }
    return checks.collect(PAUSE, input.time().instant());
  }

  private boolean over(Survey survey, Instant deadline) {
    return survey.troubled().isEmpty()
        || survey.troubled().stream().anyMatch(one -> one.trouble().orElseThrow().lasting())
        || !input.time().instant().isBefore(deadline);
  }

  /**
   * All that are due, or one at a time while a service is on its way up: on a machine of two
   * processors four checks at once triple the time until it listens.
   */
  private void startDue(
      Survey survey, Map<String, CheckPace> paces, RunningChecks checks, Instant now) {
    List<ServiceHealth> waiting =
        survey.troubled().stream()
            .filter(one -> one.checkable() && !checks.has(one.key()))
            .toList();
    boolean starting =
        waiting.stream()
            .anyMatch(one -> paces.get(one.key()).starting(one.container().orElseThrow()));
    for (ServiceHealth service : waiting) {
      if (starting && now.isBefore(nextMeanwhile)) {
        return;
      }
      if (paces.get(service.key()).due(service.container().orElseThrow(), now)) {
        checks.start(service, now);
        nextMeanwhile = now.plus(MEANWHILE);
      }
    }
  }

  /** What the troubled containers wrote last, for the reader of a failure. */
  public String lastWords(Survey survey) throws InterruptedException {
    var words = new ArrayList<String>();
    for (ServiceHealth service : survey.troubled()) {
      String lines = health.lastLines(service, LOG_LINES);
      words.add(
          service.service()
              + " "
              + service.trouble().orElseThrow().text()
              + (lines.isEmpty()
                  ? "; it wrote nothing"
                  : "; it wrote last:\n" + lines.indent(2).stripTrailing()));
    }
    return String.join("\n", words);
  }

  private Duration left(Instant deadline) {
    Duration left = Duration.between(input.time().instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
