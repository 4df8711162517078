package io.nuwa.text2sql.translate;

/** What the rules make of a question. */
public sealed interface Translation {
  /**
   * One SELECT.
   *
   * @param sql its text
   */
  record Translated(String sql) implements Translation {}

  /**
   * The rules have no meaning for the question.
   *
   * @param reason what was not understood
   */
  record Unclear(String reason) implements Translation {}
}
