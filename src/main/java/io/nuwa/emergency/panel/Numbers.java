package io.nuwa.emergency.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** At most two decimals, cut and not rounded up: 94.996 must not read as 95. */
  static String readable(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    return BigDecimal.valueOf(number)
        .setScale(2, RoundingMode.DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
