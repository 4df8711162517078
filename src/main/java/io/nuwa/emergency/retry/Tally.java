package io.nuwa.emergency.retry;

/**
 * What became of a remedy so far.
 *
 * @param used how often it was applied; this is what its budget limits
 * @param idle how often it moved nothing since it last moved something
 */
public record Tally(int used, int idle) {
  /** It was not tried yet. */
  public static final Tally NONE = new Tally(0, 0);

  /** It was applied once more. */
  public Tally applied() {
    return new Tally(used + 1, idle);
  }

  /** What its last application did was measured. */
  public Tally judged(boolean moved) {
    return new Tally(used, moved ? 0 : idle + 1);
  }
}
