package io.nuwa.emergency.panel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /**
   * A share in whole percent, rounded half up as the founding document's one-liner does; 100 is
   * said of nothing less than all.
   *
   * @param part from 0 on
   * @param whole 0 when there is nothing to be done
   */
  static int percent(double part, double whole) {
    if (whole <= 0) {
      return 0;
    }
    return part >= whole ? 100 : Math.min(99, (int) Math.floor(100 * part / whole + 0.5));
  }

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
