package io.nuwa.emergency.failure;

import java.util.Locale;

/**
 * What a look at this machine has found, before anything has failed on it.
 *
 * @param subject what was looked at, such as {@code container engine}
 * @param state how it is
 * @param text one line that names the thing and the measured value
 * @param mend how to put it right, as a command where there is one; empty when nothing needs to be
 */
public record Finding(String subject, State state, String text, String mend) {

  /** How it is. */
  public enum State {
    /** As it should be. */
    GOOD,
    /** Works, and may become trouble. */
    DOUBTFUL,
    /** A run would fail on it. */
    BAD,
    /** Could not be looked at. */
    UNKNOWN;

    /** As JSON says it, such as {@code doubtful}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding good(String text) {
    return new Finding("", State.GOOD, text, "");
  }

  public static Finding doubtful(String text, String mend) {
    return new Finding("", State.DOUBTFUL, text, mend);
  }

  public static Finding bad(String text, String mend) {
    return new Finding("", State.BAD, text, mend);
  }

  public static Finding unknown(String text, String mend) {
    return new Finding("", State.UNKNOWN, text, mend);
  }

  /** The same, with its subject. */
  public Finding about(String what) {
    return new Finding(what, state, text, mend);
  }
}
