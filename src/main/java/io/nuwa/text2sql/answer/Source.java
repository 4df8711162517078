package io.nuwa.text2sql.answer;

import java.util.Locale;

/** Where the SQL of an answer came from. */
public enum Source {
  /** Translated by rules just now. */
  RULES,
  /** Remembered from an earlier question. */
  MEMORY,
  /** Remembered or supplied, then repaired. */
  REPAIRED,
  /** Supplied by the asker and run as it was. */
  SUPPLIED;

  /** The lower-case name used in JSON and in metric labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
