package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Target;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes sure who answers before a probe believes an answer: the Prometheus that reads what tasks of
 * the plan have written.
 */
record OwnPrometheus(PrometheusServer server, Expected expected, StepInput input) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  /** Ten seconds: longer than a scrape's timeout usually is. */
  private static final int MOST_LOOKS = 40;

  static OwnPrometheus of(
      OwnJobs own, List<String> jobs, PrometheusServer server, StepInput input) {
    var expected =
        own.expected(server.address().text(), jobs, input.values(), input.time().instant());
    return new OwnPrometheus(server, expected, input);
  }

  /**
   * Its targets, once it shows what was written a moment ago.
   *
   * @throws FailedCallException when it is another one
   */
  Targets targets() throws FailedCallException, InterruptedException {
    Targets targets = server.targets();
    for (int looks = 0;
        targets.strangeness(expected).isPresent() && targets.settle(expected) && more(looks);
        looks++) {
      targets = server.targets();
    }
    Optional<String> strange = targets.strangeness(expected);
    if (strange.isPresent()) {
      throw new FailedCallException(
          new Failure(
              FailureClass.TARGET_DOWN,
              server.address() + " is not known to be the plan's: " + strange.get(),
              targets.evidence().text(),
              Map.of("prometheus", server.address().text())));
    }
    return targets;
  }

  /** Makes sure, where anything of ours could be seen. */
  void recognise() throws FailedCallException, InterruptedException {
    if (!expected.own().isEmpty()) {
      targets();
    }
  }

  /**
   * Its targets when no scrape is overdue (a look in between would trust an old one) and what was
   * written a moment ago is taken up.
   */
  Targets settled() throws FailedCallException, InterruptedException {
    Targets targets = server.targets();
    List<Target> doubtful = doubtful(targets);
    for (int looks = 0; (!doubtful.isEmpty() || targets.settle(expected)) && more(looks); looks++) {
      targets = server.targets();
      doubtful = doubtful(targets);
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
  private List<Target> doubtful(Targets targets) throws FailedCallException, InterruptedException {
    return targets.noneUp() ? List.of() : targets.doubtful(server.now());
  }

  private boolean more(int looks) throws InterruptedException {
    if (looks >= MOST_LOOKS || input.left().compareTo(BETWEEN_LOOKS) <= 0) {
      return false;
    }
    input.time().pause(BETWEEN_LOOKS);
    return true;
  }
}
