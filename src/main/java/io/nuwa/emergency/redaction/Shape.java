package io.nuwa.emergency.redaction;

/** A rule that tells a secret by what stands around it. */
interface Shape {

  /**
   * The next secret, not yet hidden, that begins at {@code from} or later; null when there is none.
   * It is never empty.
   */
  Span next(String text, int from);
}
