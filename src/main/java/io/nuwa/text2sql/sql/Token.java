package io.nuwa.text2sql.sql;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param text as it stands in the statement
 * @param start offset of its first character
 * @param end offset behind its last character
 */
public record Token(Kind kind, String text, int start, int end) {
  /** The kinds of token. */
  public enum Kind {
    /** A keyword or a plain identifier. */
    WORD,
    /** An identifier in double quotes. */
    QUOTED_NAME,
    /** A text literal of any spelling. */
    TEXT,
    /** A number. */
    NUMBER,
    /** A comment of either spelling. */
    COMMENT,
    /** Any other single character. */
    SYMBOL
  }

  /** True for a plain word equal to {@code keyword}, in whatever case. */
  public boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** True for this symbol. */
  public boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** True when the token can name a column or a table. */
  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** The name as the catalogue has it: folded to lower case, or without its quotes. */
  public String name() {
    return kind == Kind.QUOTED_NAME
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text.toLowerCase(Locale.ROOT);
  }
}
