package io.nuwa.emergency.run.clock;

import java.util.Locale;

/** How something that has a time stands to it. */
public enum Standing {
  /** Its time has not come. */
  AHEAD,
  /** Its time has not come, and as things stand it may be missed. */
  AT_RISK,
  /** Its time has come, and nobody has judged it yet. */
  DUE,
  MET,
  MISSED;

  /** As JSON says it, such as {@code at-risk}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether people should look at it: it was missed, or may be. */
  public boolean isDoubtful() {
    return this == AT_RISK || this == MISSED;
  }
}
