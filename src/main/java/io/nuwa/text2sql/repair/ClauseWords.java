package io.nuwa.text2sql.repair;

import io.nuwa.text2sql.sql.Token;
import io.nuwa.text2sql.sql.Token.Kind;
import java.util.Locale;
import java.util.Set;

/** The words that may follow a table's name without being its alias. */
final class ClauseWords {
  private static final Set<String> WORDS =
      Set.of(
          "where",
          "join",
          "inner",
          "left",
          "right",
          "full",
          "cross",
          "natural",
          "on",
          "using",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "union",
          "intersect",
          "except",
          "window",
          "fetch",
          "for",
          "tablesample",
          "lateral");

  private ClauseWords() {}

  static boolean contains(Token token) {
    return token.kind() == Kind.WORD && WORDS.contains(token.text().toLowerCase(Locale.ROOT));
  }
}
