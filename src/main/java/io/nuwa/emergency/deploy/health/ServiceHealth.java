package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.failure.FailureClass;
import java.util.Optional;

/**
 * How one service of the stack is.
 *
 * @param service its name in the compose file
 * @param container what runs it; empty when there is none
 * @param trouble why it is not healthy; empty when it is
 */
public record ServiceHealth(
    String service, Optional<Container> container, Optional<Trouble> trouble) {

  /**
   * Why a service is not healthy.
   *
   * @param kind its class
   * @param text for people, such as {@code is exited (code 137)}
   * @param lasting whether waiting alone will not mend it
   */
  public record Trouble(FailureClass kind, String text, boolean lasting) {}

  public boolean healthy() {
    return trouble.isEmpty();
  }

  /** What can be said without executing a check; an empty trouble means that one is needed. */
  static ServiceHealth before(String service, Optional<Container> container) {
    return new ServiceHealth(
        service,
        container,
        container.isEmpty()
            ? Optional.of(new Trouble(FailureClass.NOT_READY, "has no container", true))
            : trouble(container.get()));
  }

  private static Optional<Trouble> trouble(Container container) {
    if (!container.running()) {
      boolean lasting = container.dead() || container.paused() || container.neverStarted();
      return Optional.of(
          new Trouble(
              container.killed() ? FailureClass.KILLED : FailureClass.NOT_READY,
              "is " + container.state(),
              lasting));
    }
    if (!container.hasHealthCheck()) {
      return Optional.of(
          new Trouble(
              FailureClass.CONFIGURATION,
              "has no health check: add 'healthcheck:' to the service or HEALTHCHECK to its image",
              true));
    }
    return Optional.empty();
  }

  ServiceHealth failing(String text) {
    return new ServiceHealth(
        service,
        container,
        Optional.of(new Trouble(FailureClass.NOT_READY, "is running, but " + text, false)));
  }
}
