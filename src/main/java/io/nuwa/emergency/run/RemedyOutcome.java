package io.nuwa.emergency.run;

import java.util.Locale;

/** How the application of a remedy ended. Whether it cured anything is measured afterwards. */
public enum RemedyOutcome {
  APPLIED,
  NOT_APPLICABLE,
  FAILED;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String id() {
    return id;
  }
}
