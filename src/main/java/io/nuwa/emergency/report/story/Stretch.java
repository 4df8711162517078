package io.nuwa.emergency.report.story;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a blocker was not resolved: from the start of work on it, or from its reopening,
 * until it was resolved.
 *
 * @param reopenedBy the gate that turned red; empty for the first stretch
 * @param reason why it was reopened; empty for the first stretch
 * @param givenUpAt when it was given up last within it
 * @param resolvedAt empty while it is not
 */
public record Stretch(
    Instant from,
    Optional<String> reopenedBy,
    String reason,
    Optional<Instant> givenUpAt,
    Optional<Instant> resolvedAt) {

  /** How long it took to resolve; empty while it is not. */
  public Optional<Duration> took() {
    return resolvedAt.map(at -> Duration.between(from, at));
  }

  Stretch givenUp(Instant at) {
    return new Stretch(from, reopenedBy, reason, Optional.of(at), resolvedAt);
  }

  Stretch resolved(Instant at) {
    return new Stretch(from, reopenedBy, reason, givenUpAt, Optional.of(at));
  }
}
