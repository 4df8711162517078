package io.nuwa.text2sql.settings;

import java.io.Serial;

/** Settings or arguments that the program cannot run with; the message names each of them. */
public final class InvalidSettings extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** An error whose message is shown to the user as it stands. */
  public InvalidSettings(String message) {
    super(message);
  }
}
