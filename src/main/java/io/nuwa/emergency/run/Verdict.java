package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Threshold;
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

  /** Judges a number: the alert threshold is asked first, so that doubt never reads as a pass. */
  public static Verdict of(double value, Threshold success, Threshold alert) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    if (alert.holds(value)) {
      return ALERT;
    }
    return success.holds(value) ? PASS : WARN;
  }
}
