package io.nuwa.emergency.run;

/** What the release may do. */
public enum Decision {
  GO("GO"),
  NO_GO("NO-GO"),
  UNDECIDED("UNDECIDED");

  private final String id;

  Decision(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
