package io.nuwa.emergency.run;

import java.util.Locale;

/** What a guard of the machine's resources did. */
public enum GuardAct {
  /** It said what to do; nothing was changed. */
  ADVISED,
  /** It removed old logs of ours. */
  CLEANED,
  /** It keeps new work waiting. */
  HELD,
  /** It has no reason any longer, or has waited as long as it may. */
  RELEASED;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }

  /** Whether something that people should know goes on after this. */
  public boolean lasts() {
    return this == ADVISED || this == HELD;
  }
}
