package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Restarts;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one service of the stack is.
 *
 * @param service its name in the compose file
 * @param container what runs it; empty when there is none
 * @param trouble why it does not count as healthy; empty once its check has passed
 */
public record ServiceHealth(
    String service, Optional<Container> container, Optional<Trouble> trouble) {

  /**
   * Why a service does not count as healthy.
   *
   * @param kind its class
   * @param text for people, such as {@code is exited (code 137)}
   * @param lasting whether waiting alone will not mend it
   * @param seen false where its check could not be executed, or was not answered in time: it may be
   *     healthy all the same
   * @param needs what mends it beyond what is always tried
   */
  public record Trouble(
      FailureClass kind, String text, boolean lasting, boolean seen, Needs needs) {
    private Trouble(FailureClass kind, String text, boolean lasting) {
      this(kind, text, lasting, true, Needs.NOTHING);
    }

    /** It is not known. */
    private static Trouble unseen(FailureClass kind, String text) {
      return new Trouble(kind, text, false, false, Needs.NOTHING);
    }
  }

  /** What mends a container that runs well and is not the one that it should be. */
  enum Needs {
    NOTHING,
    /** It is not what was deployed: another one in its place. */
    NEW_CONTAINER,
    /** Something newer waits to be deployed. */
    DEPLOYMENT
  }

  public boolean healthy() {
    return trouble.isEmpty();
  }

  /** What can be said without executing a check. */
  static ServiceHealth unchecked(
      String service, Optional<Container> container, Composition.Service wanted) {
    if (container.filter(wanted::isDone).isPresent()) {
      return new ServiceHealth(service, container, Optional.empty());
    }
    return new ServiceHealth(
        service,
        container,
        Optional.of(
            container
                .map(one -> before(one, wanted.ends()))
                .orElse(new Trouble(FailureClass.NOT_READY, "has no container", true))));
  }

  /** One of which the compose file wants no container. */
  static ServiceHealth unwanted(String service) {
    return new ServiceHealth(service, Optional.empty(), Optional.empty());
  }

  /** What is the same for one container of one service, and for no other. */
  String key() {
    return service + "/" + container.map(Container::id).orElse("");
  }

  private static Trouble before(Container container, boolean ends) {
    if (!container.running()) {
      return new Trouble(
          container.killed() ? FailureClass.KILLED : FailureClass.NOT_READY,
          "is " + container.state(),
          container.dead() || container.paused() || container.neverStarted());
    }
    Optional<String> cutOff = container.cutOff();
    if (cutOff.isPresent()) {
      return new Trouble(FailureClass.NETWORK_MISSING, cutOff.get(), true);
    }
    if (!container.hasHealthCheck() && ends) {
      return Trouble.unseen(FailureClass.NOT_READY, "is at work and has not ended yet");
    }
    if (!container.hasHealthCheck()) {
      return new Trouble(
          FailureClass.CONFIGURATION,
          "has no health check: add 'healthcheck:' to the service or HEALTHCHECK to its image",
          true);
    }
    return Trouble.unseen(FailureClass.NOT_READY, "is running, but was not checked yet");
  }

  /** Whether there is a check that can be executed. */
  boolean checkable() {
    return container
        .filter(one -> one.running() && one.hasHealthCheck() && one.cutOff().isEmpty())
        .isPresent();
  }

  /** What its check has said. */
  ServiceHealth after(HealthCheck.Result result) {
    return new ServiceHealth(
        service,
        container,
        switch (result.outcome()) {
          case HEALTHY -> Optional.empty();
          case FAILING, CHANGED ->
              Optional.of(
                  new Trouble(FailureClass.NOT_READY, "is running, but " + result.text(), false));
          case UNANSWERED ->
              Optional.of(Trouble.unseen(FailureClass.TIMEOUT, "is running, but " + result.text()));
          case UNASKED -> Optional.of(unasked(result.text()));
        });
  }

  /**
   * The same, unless the engine brought its container back more often than this and it has not run
   * since for long enough to show that it does not die again.
   */
  ServiceHealth steady(int restartsAtMost, Instant now) {
    return container
        .filter(one -> healthy() && one.restarts().count() > restartsAtMost)
        .flatMap(one -> one.startedAt().flatMap(at -> unsteady(one.restarts(), at, now)))
        .map(trouble -> new ServiceHealth(service, container, Optional.of(trouble)))
        .orElse(this);
  }

  private static Optional<Trouble> unsteady(Restarts restarts, Instant startedAt, Instant now) {
    Duration proof = restarts.proof(startedAt);
    Duration runs = Duration.between(startedAt, now);
    return runs.compareTo(proof) >= 0
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                FailureClass.NOT_READY,
                "was restarted "
                    + restarts.count()
                    + " times by the engine after it died, and runs again for "
                    + Math.max(0, runs.toSeconds())
                    + " s only: it counts as healthy after "
                    + proof.toSeconds()
                    + " s",
                false));
  }

  private static Trouble unasked(String why) {
    return Trouble.unseen(
        KnownSignatures.of("engine").classify(why, why).kind(),
        "is running, but its health check could not be executed: " + why);
  }

  /** The same, unless it fails within the time that its check gives it to start. */
  ServiceHealth starting(Instant now) {
    Duration period = container.map(one -> one.health().startPeriod()).orElse(Duration.ZERO);
    return container.filter(one -> one.isYoung(now, period)).isPresent()
            && trouble.filter(one -> one.seen() && !one.lasting()).isPresent()
        ? new ServiceHealth(
            service,
            container,
            Optional.of(
                Trouble.unseen(
                    FailureClass.TIMEOUT,
                    trouble.get().text()
                        + ", and may do so for the first "
                        + period.toSeconds()
                        + " s (start_period)")))
        : this;
  }

  /** It runs, and the name of its image stands for a newer build by now. */
  ServiceHealth outdated() {
    return waiting("runs an older build of " + container.orElseThrow().image());
  }

  /** It runs, and the compose file, or what the plan says to it, was changed since. */
  ServiceHealth edited() {
    return waiting("runs with another configuration than the compose file says now");
  }

  private ServiceHealth waiting(String text) {
    return new ServiceHealth(
        service,
        container,
        Optional.of(new Trouble(FailureClass.CONFIGURATION, text, true, true, Needs.DEPLOYMENT)));
  }

  /** It runs, and is not what was deployed, although the compose file is the same. */
  ServiceHealth drifted() {
    return new ServiceHealth(
        service,
        container,
        Optional.of(
            new Trouble(
                FailureClass.NOT_READY,
                "runs with another configuration than the one that was deployed",
                true,
                true,
                Needs.NEW_CONTAINER)));
  }

  /** Whether the other one speaks of the same life of the same container of the same service. */
  boolean isAbout(ServiceHealth other) {
    return service.equals(other.service())
        && container.map(Container::id).equals(other.container().map(Container::id))
        && container.map(Container::pid).equals(other.container().map(Container::pid));
  }
}
