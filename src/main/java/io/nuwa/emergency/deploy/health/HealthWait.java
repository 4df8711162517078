package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until services are healthy, by running their checks itself. It gives up at its deadline, or
 * as soon as one is in trouble that waiting cannot mend.
 */
public final class HealthWait {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final int ROUNDS_PER_LISTING = 8;
  private static final int LOG_LINES = 10;

  private final StackHealth health;
  private final StepInput input;

  public HealthWait(StackHealth health, StepInput input) {
    this.health = health;
    this.input = input;
  }

  /**
   * Waits.
   *
   * @param within at most this long, and never beyond the deadline of the input
   * @return how they were in the end
   */
  public StackHealth.Answer await(List<String> services, Duration within)
      throws InterruptedException {
    Instant own = input.time().instant().plus(within);
    Instant deadline = own.isBefore(input.deadline()) ? own : input.deadline();
    Duration pause = FIRST_PAUSE;
    Survey last = null;
    boolean changed = true;
    int healthyBefore = -1;
    for (int round = 0; ; round++) {
      Duration left = left(deadline);
      if (last == null || changed || round % ROUNDS_PER_LISTING == 0) {
        switch (health.survey(services, left)) {
          case StackHealth.Answer.Unknown unknown -> {
            return unknown;
          }
          case StackHealth.Answer.Surveyed surveyed -> last = surveyed.survey();
        }
        changed = false;
      } else {
        StackHealth.Round checked = health.check(again(last), left);
        last = last.with(checked.services());
        changed = checked.changed();
      }
      if (last.healthy() != healthyBefore) {
        healthyBefore = last.healthy();
        input.progress().at(last.count(), (double) healthyBefore / Math.max(1, services.size()));
      }
      boolean hopeless =
          last.troubled().stream().anyMatch(one -> one.trouble().orElseThrow().lasting());
      if (last.troubled().isEmpty() || hopeless || !input.time().instant().isBefore(deadline)) {
        return new StackHealth.Answer.Surveyed(last);
      }
      Duration rest = left(deadline);
      input.time().pause(rest.compareTo(pause) < 0 ? rest : pause);
      pause = longer(pause);
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

  /** Those that failed their check are checked again; a healthy one only needs to be seen once. */
  private static List<ServiceHealth> again(Survey survey) {
    return survey.troubled().stream()
        .map(one -> ServiceHealth.before(one.service(), one.container()))
        .toList();
  }

  private Duration left(Instant deadline) {
    Duration left = Duration.between(input.time().instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration longer(Duration pause) {
    Duration grown = pause.multipliedBy(5).dividedBy(4);
    return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
  }
}
