package io.nuwa.emergency.plan;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * From where on the guards of the machine's resources act. An empty limit: that guard is off.
 *
 * @param disk in bytes: with less free room old logs are removed
 * @param memory in percent: with more in use there is advice
 * @param cpu in percent: with more in use new work waits
 * @param holdAtMost how long new work waits at most, because a deadline rules
 */
public record GuardRules(
    OptionalLong disk, OptionalDouble memory, OptionalDouble cpu, Duration holdAtMost) {
  private static final long GIB = 1L << 30;

  /** The limits of the founding document's section 6. */
  public static final GuardRules USUAL =
      new GuardRules(
          OptionalLong.of(2 * GIB),
          OptionalDouble.of(90),
          OptionalDouble.of(80),
          Duration.ofMinutes(2));

  /** Nothing is guarded. */
  public static final GuardRules OFF =
      new GuardRules(
          OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Duration.ZERO);
}
