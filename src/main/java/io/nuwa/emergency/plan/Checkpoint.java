package io.nuwa.emergency.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * What must be true by when.
 *
 * @param at counted from the start of the run
 * @param expectation what must be true then
 * @param otherwise how bad it is when it is not
 * @param freshWithin how long before it the readings may have been taken that it goes by; the
 *     plan's check-every when empty
 */
public record Checkpoint(
    String id,
    Duration at,
    Expectation expectation,
    Severity otherwise,
    Optional<Duration> freshWithin) {

  /** One that goes by readings of the last interval of checks. */
  public Checkpoint(String id, Duration at, Expectation expectation, Severity otherwise) {
    this(id, at, expectation, otherwise, Optional.empty());
  }
}
