package io.nuwa.text2sql.sql;

import java.io.Serial;

/** SQL that does not even consist of whole tokens, such as a quote that never ends. */
public final class UnreadableSql extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableSql(String message) {
    super(message);
  }
}
