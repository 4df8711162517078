package io.nuwa.emergency.step;

/**
 * What a {@link Checkup} saw.
 *
 * @param state how it is
 * @param text one line that names the thing and the measured value
 * @param mend how to put it right, as a command where there is one; empty when nothing needs to be
 */
public record Finding(State state, String text, String mend) {

  /** How it is. */
  public enum State {
    /** As it should be. */
    GOOD,
    /** Works, and may become trouble. */
    DOUBTFUL,
    /** A run would fail on it. */
    BAD,
    /** Could not be looked at. */
    UNKNOWN
  }

  public static Finding good(String text) {
    return new Finding(State.GOOD, text, "");
  }

  public static Finding doubtful(String text, String mend) {
    return new Finding(State.DOUBTFUL, text, mend);
  }

  public static Finding bad(String text, String mend) {
    return new Finding(State.BAD, text, mend);
  }

  public static Finding unknown(String text, String mend) {
    return new Finding(State.UNKNOWN, text, mend);
  }
}
