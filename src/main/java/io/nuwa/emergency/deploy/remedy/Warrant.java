package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether containers that run may be ended for what a failure says of them. Never for a measurement
 * that timed out, and never while the machine is saturated, when whatever is asked looks dead: that
 * is waited for, and then the services are asked again, each with the patience and as often as its
 * own health check claims.
 */
final class Warrant {
  private static final Duration CALM_WITHIN = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final StackHealth health;
  private final Machine machine;
  private final StepInput input;

  Warrant(StackHealth health, Machine machine, StepInput input) {
    this.health = health;
    this.machine = machine;
    this.input = input;
  }

  /** What may be done. */
  sealed interface Answer {
    /** The containers of these services may be ended; the others were found healthy. */
    record Granted(List<String> services) implements Answer {}

    /** None may be. */
    record Refused(String why) implements Answer {}
  }

  /**
   * Asks.
   *
   * @param services that the failure is about, of which something runs
   */
  Answer ask(Failure failure, List<String> services) throws InterruptedException {
    Optional<String> busy = machine.saturation();
    // On which networks a container hangs is what the engine has written down, however busy it is.
    boolean written = failure.kind() == FailureClass.NETWORK_MISSING;
    if (written || (busy.isEmpty() && failure.kind() != FailureClass.TIMEOUT)) {
      return new Answer.Granted(services);
    }
    Instant until = input.time().instant().plus(CALM_WITHIN);
    while (busy.isPresent() && input.time().instant().isBefore(until)) {
      input.progress().at("waiting for a processor: " + busy.get(), -1);
      input.time().pause(LOOK_EVERY);
      busy = machine.saturation();
    }
    return busy.isPresent()
        ? new Answer.Refused(
            "the machine is saturated (" + busy.get() + "): nothing that runs is ended meanwhile")
        : askAgain(services);
  }

  private Answer askAgain(List<String> services) throws InterruptedException {
    return switch (health.insist(services, input)) {
      case StackHealth.Answer.Unknown unknown ->
          new Answer.Refused("asked again, it is not known: " + unknown.failure().summary());
      case StackHealth.Answer.Surveyed surveyed -> {
        List<String> guilty =
            surveyed.survey().troubled().stream()
                .filter(one -> one.trouble().orElseThrow().seen())
                .map(one -> one.service())
                .toList();
        yield guilty.isEmpty()
            ? new Answer.Refused("asked again: " + surveyed.survey().text())
            : new Answer.Granted(guilty);
      }
    };
  }
}
