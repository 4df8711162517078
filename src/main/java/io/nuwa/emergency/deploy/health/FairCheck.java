package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Machine;
import java.time.Duration;
import java.util.Optional;

/**
 * Executes health checks with as much patience as they claim for themselves, and blames no
 * container for a machine that has no processor left: what fails then, or does not end, says
 * nothing of it.
 */
final class FairCheck implements HealthCheck {
  /** Also for one that claims less: an engine takes its time to begin. */
  private static final Duration LEAST = Duration.ofSeconds(10);

  /** Of what a check may take, {@link SocketHealthCheck} waits for four fifths. */
  private static final int FIFTHS = 5;

  private static final Duration BEGINNING = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** So that what was seen is told before the measurement as a whole has timed out. */
  private static final Duration TELLING = Duration.ofSeconds(2);

  private final HealthCheck check;
  private final Machine machine;

  FairCheck(HealthCheck check, Machine machine) {
    this.check = check;
    this.machine = machine;
  }

  /**
   * How long the check of a container may take.
   *
   * @param left until the caller's deadline
   */
  static Duration patience(Container container, Duration left) {
    Duration own = container.health().timeout().multipliedBy(FIFTHS).dividedBy(FIFTHS - 1);
    Duration wanted = longer(LEAST, own.plus(BEGINNING));
    Duration there = left.minus(TELLING);
    return longer(SHORTEST, wanted.compareTo(there) < 0 ? wanted : there);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    Optional<String> before = machine.saturation();
    Result result = check.run(container, patience);
    return result.outcome() == Outcome.FAILING ? fair(result, before) : result;
  }

  /** What is to be said of a check that was given up after this long. */
  Result endless(Container container, Duration waited) throws InterruptedException {
    Result result = Result.endless(container, waited);
    return result.outcome() == Outcome.FAILING ? fair(result, Optional.empty()) : result;
  }

  private Result fair(Result failing, Optional<String> before) throws InterruptedException {
    Optional<String> busy = before.isPresent() ? before : machine.saturation();
    return busy.isPresent()
        ? Result.unanswered(failing.text() + " while the machine is saturated: " + busy.get())
        : failing;
  }
}
