package io.nuwa.emergency.run.clock;

/** How something that has a time stands to it. */
public enum Standing {
  /** Its time has not come. */
  AHEAD("ahead"),
  /** Its time has not come, and as things stand it may be missed. */
  AT_RISK("at-risk"),
  /** Its time has come, and nobody has judged it yet. */
  DUE("due"),
  MET("met"),
  MISSED("missed");

  private final String id;

  Standing(String id) {
    this.id = id;
  }

  /** As JSON says it, such as {@code at-risk}. */
  public String id() {
    return id;
  }

  /** Whether people should look at it: it was missed, or may be. */
  public boolean isDoubtful() {
    return this == AT_RISK || this == MISSED;
  }
}
