package io.nuwa.emergency.compose;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The health check of a service, exactly as its file says. What the file does not say is empty: the
 * image may say it.
 *
 * @param test {@code CMD} and words, {@code CMD-SHELL} and one text, or {@code NONE}; empty when
 *     only times are given
 * @param disabled whether the file takes the check of the image away
 */
public record ComposeHealth(
    List<String> test,
    Optional<Duration> interval,
    Optional<Duration> timeout,
    Optional<Integer> retries,
    Optional<Duration> startPeriod,
    Optional<Duration> startInterval,
    boolean disabled) {
  public ComposeHealth {
    test = List.copyOf(test);
  }

  /** Whether the file itself says how to tell if the service is well. */
  public boolean checks() {
    return !disabled && !test.isEmpty();
  }
}
