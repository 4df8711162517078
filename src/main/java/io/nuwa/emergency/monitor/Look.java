package io.nuwa.emergency.monitor;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A look that was had.
 *
 * @param plan that it followed
 * @param whole whether every gate was measured; else only what a sighting concerned
 * @param before the run as the look before left it; empty for the first
 * @param after the run now
 * @param at when it ended
 * @param took from its beginning to its end
 */
public record Look(
    Plan plan,
    boolean whole,
    Optional<RunState> before,
    RunState after,
    Instant at,
    Duration took) {

  /** Whether a blocker was reopened or resolved by it. */
  public boolean foundSomething() {
    return before.isPresent()
        && after.blockers().values().stream()
            .anyMatch(
                now -> {
                  var then = before.get().blockers().get(now.outline().id());
                  return then == null
                      || then.status() != now.status()
                      || !Objects.equals(then.resolvedAt(), now.resolvedAt());
                });
  }
}
