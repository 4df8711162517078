package io.nuwa.emergency.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads a number as programs print it: decimal, with a point and an exponent, in ASCII. What is
 * written otherwise (NaN, infinities, 0x10, 1_000, 1,5, a unit behind it) is none, because two
 * readers would take it for two numbers.
 */
public final class DecimalNumber {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,300}(?:\\.[0-9]{0,300})?|\\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,4})?");

  private DecimalNumber() {}

  /** The number exactly as it was written; empty when the text is none. */
  public static Optional<BigDecimal> parse(String text) {
    return SYNTAX.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /**
   * The number to record for an exact one: the nearest, but never one that the exact number has not
   * reached. So 99.9…9 is recorded as less than 100, and 1e-400 as more than 0.
   *
   * @return empty when it is larger than any that can be recorded
   */
  public static OptionalDouble recorded(BigDecimal exact) {
    double nearest = exact.doubleValue();
    if (Double.isInfinite(nearest)) {
      return OptionalDouble.empty();
    }
    int side = exact.compareTo(BigDecimal.valueOf(nearest));
    return OptionalDouble.of(
        side == 0 ? nearest : side > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest));
  }
}
