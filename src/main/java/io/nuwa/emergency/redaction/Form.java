package io.nuwa.emergency.redaction;

/** A secret in one of the ways in which it may be written. */
interface Form {

  /**
   * Whether it may begin with this character.
   *
   * @param sign character 128 stands for all that are not ASCII
   */
  boolean mayBegin(char sign);

  /** Where it ends when it begins at {@code at}; -1 when it does not begin there. */
  int end(String text, int at);

  /** What to hide of a text that holds it between these places. */
  default Span widened(String text, int from, int to) {
    return new Span(from, to);
  }
}
