package io.nuwa.emergency.run;

import java.util.Locale;

/** What is known of a watched risk. Before anything was measured it is {@link #UNKNOWN}. */
public enum RiskStanding {
  /** It was measured, and it is there. */
  SEEN,
  /** It was measured, and it is not there. */
  GONE,
  /** It could not be measured, which never counts as not there. */
  UNKNOWN;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }
}
