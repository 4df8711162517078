package io.nuwa.text2sql.sql;

import io.nuwa.text2sql.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a statement, in the lexical rules of PostgreSQL. */
public final class SqlTokens {
  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  /**
   * All tokens, white space left out.
   *
   * @throws UnreadableSql when a quote or comment never ends
   */
  public static List<Token> of(String sql) throws UnreadableSql {
    SqlTokens reader = new SqlTokens(sql);
    reader.readAll();
    return List.copyOf(reader.tokens);
  }

  private void readAll() throws UnreadableSql {
    while (at < sql.length()) {
      char here = sql.charAt(at);
      if (Character.isWhitespace(here)) {
        at++;
      } else if (sql.startsWith("--", at)) {
        add(Kind.COMMENT, endOfLine());
      } else if (sql.startsWith("/*", at)) {
        add(Kind.COMMENT, endOfBlockComment());
      } else if (here == '\'') {
        add(Kind.TEXT, endOfQuote(at, '\'', false));
      } else if (isPrefixOfText(here)) {
        add(Kind.TEXT, endOfQuote(at + 1, '\'', here == 'e' || here == 'E'));
      } else if (here == '"') {
        add(Kind.QUOTED_NAME, endOfQuote(at, '"', false));
      } else if (here == '$' && dollarTag() != null) {
        add(Kind.TEXT, endOfDollarQuote(dollarTag()));
      } else if (isWordStart(here)) {
        add(Kind.WORD, endOfWord());
      } else if (here >= '0' && here <= '9') {
        add(Kind.NUMBER, endOfNumber());
      } else {
        add(Kind.SYMBOL, at + 1);
      }
    }
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, sql.substring(at, end), at, end));
    at = end;
  }

  private int endOfLine() {
    int end = at;
    while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int endOfBlockComment() throws UnreadableSql {
    int depth = 0;
    for (int end = at; end < sql.length() - 1; end++) {
      if (sql.startsWith("/*", end)) {
        depth++;
        end++;
      } else if (sql.startsWith("*/", end)) {
        depth--;
        end++;
        if (depth == 0) {
          return end + 1;
        }
      }
    }
    throw new UnreadableSql("a comment never ends");
  }

  private int endOfQuote(int opening, char quote, boolean backslashEscapes) throws UnreadableSql {
    for (int end = opening + 1; end < sql.length(); end++) {
      char here = sql.charAt(end);
      if (backslashEscapes && here == '\\') {
        end++;
      } else if (here == quote) {
        if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
          end++;
        } else {
          return end + 1;
        }
      }
    }
    throw new UnreadableSql("a quote never ends");
  }

  private boolean isPrefixOfText(char here) {
    return "eEbBxXnN".indexOf(here) >= 0 && at + 1 < sql.length() && sql.charAt(at + 1) == '\'';
  }

  private String dollarTag() {
    int end = at + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    boolean closed = end < sql.length() && sql.charAt(end) == '$';
    boolean parameter = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
    return closed && !parameter ? sql.substring(at, end + 1) : null;
  }

  private int endOfDollarQuote(String tag) throws UnreadableSql {
    int closing = sql.indexOf(tag, at + tag.length());
    if (closing < 0) {
      throw new UnreadableSql("a dollar quote never ends");
    }
    return closing + tag.length();
  }

  private int endOfWord() {
    int end = at;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private int endOfNumber() {
    int end = at;
    while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private static boolean isWordStart(char here) {
    return here == '_' || here >= 0x80 || Character.isLetter(here);
  }

  private static boolean isWordPart(char here) {
    return isWordStart(here) || here == '$' || (here >= '0' && here <= '9');
  }
}
