package io.nuwa.text2sql.translate;

import java.io.Serial;

/** Thrown where a question turns out to have no SQL; the message names what is in the way. */
final class Untranslatable extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Untranslatable(String message) {
    super(message);
  }
}
