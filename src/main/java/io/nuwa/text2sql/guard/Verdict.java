package io.nuwa.text2sql.guard;

/** Whether something may run. */
public sealed interface Verdict {
  /** It only reads. */
  record Allowed() implements Verdict {}

  /**
   * It is refused.
   *
   * @param rule a short name of the rule, stable enough for a metric label
   * @param reason what was found, for the one who asked
   */
  record Refused(String rule, String reason) implements Verdict {}
}
