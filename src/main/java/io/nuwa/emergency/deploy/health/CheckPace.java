package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * When the check of one service is due. A check costs a process in the container and takes its
 * share of the processor from services that are starting; so while none of the ports that the
 * container publishes takes connections, which costs next to nothing to see, the check is executed
 * only now and then.
 */
final class CheckPace {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration WITHOUT_PORT = Duration.ofSeconds(2);

  private final Predicate<Container> accepts;
  private Instant last;
  private Duration pause = FIRST_PAUSE;

  /**
   * A pace.
   *
   * @param start when waiting began
   * @param accepts whether a container takes connections
   */
  CheckPace(Instant start, Predicate<Container> accepts) {
    this.last = start;
    this.accepts = accepts;
  }

  /** Something happened that this service may have waited for: the next check is due at once. */
  void hurry() {
    pause = FIRST_PAUSE;
  }

  /** Whether the service is on its way up: it publishes ports, and none takes connections yet. */
  boolean starting(Container container) {
    return !container.hostPorts().isEmpty() && !accepts.test(container);
  }

  /** Whether the check should be executed at this moment; if so, the next one is due later. */
  boolean due(Container container, Instant now) {
    boolean overdue = !now.isBefore(last.plus(WITHOUT_PORT));
    boolean soon = pause.equals(FIRST_PAUSE) || !now.isBefore(last.plus(pause));
    if (!overdue && !(soon && (container.hostPorts().isEmpty() || accepts.test(container)))) {
      return false;
    }
    last = now;
    Duration grown = pause.multipliedBy(5).dividedBy(4);
    pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    return true;
  }
}
