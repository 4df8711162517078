package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Threshold;
import java.math.BigDecimal;
import java.util.Locale;

/** What a measurement says about a gate. */
public enum Verdict {
  PASS,
  WARN,
  ALERT,
  UNKNOWN;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }

  /**
   * Judges a number: the alert threshold is asked first, so that doubt never reads as a pass. NaN
   * and infinities are no measurement.
   */
  public static Verdict of(double value, Threshold success, Threshold alert) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    return of(alert.holds(value), success.holds(value));
  }

  /** Judges a number that is known exactly. */
  public static Verdict of(BigDecimal value, Threshold success, Threshold alert) {
    return of(alert.holds(value), success.holds(value));
  }

  private static Verdict of(boolean alerts, boolean succeeds) {
    if (alerts) {
      return ALERT;
    }
    return succeeds ? PASS : WARN;
  }
}
