package io.nuwa.emergency.data.schema.check;

/** Patterns of {@code LIKE} as regular expressions. */
final class LikePattern {
  private LikePattern() {}

  /** The expression; letters and digits stand for whatever a pattern leaves open. */
  static String expression(String like) {
    var expression = new StringBuilder("^");
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      switch (c) {
        case '%' -> expression.append(".*");
        case '_' -> expression.append('.');
        case '\\' -> expression.append(quoted(like.substring(++i, Math.min(i + 1, like.length()))));
        default -> expression.append(quoted(String.valueOf(c)));
      }
    }
    return expression.append('$').toString();
  }

  /** A text as an expression that matches just that. */
  static String quoted(String text) {
    return text.replaceAll("([^\\p{L}\\p{N}\\s@_-])", "\\\\$1");
  }
}
