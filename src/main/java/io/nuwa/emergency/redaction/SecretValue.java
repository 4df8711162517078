package io.nuwa.emergency.redaction;

/** Where a value ends, in the notations that texts mix. */
final class SecretValue {
  private static final String QUOTES = "\"'`";
  private static final String CLOSERS = ",;)]}";

  private SecretValue() {}

  /**
   * The value that begins at {@code from} or behind blanks on the same line.
   *
   * @param wholeLine whether a value without quotes takes the rest of its line
   * @return null when there is none
   */
  static Span at(String text, int from, boolean wholeLine) {
    int at = from;
    while (at < text.length() && " \t=>".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int quote = Spelling.behindBackslashes(text, at);
    if (quote < text.length() && QUOTES.indexOf(text.charAt(quote)) >= 0) {
      return quoted(text, quote, quote - at);
    }
    int end = wholeLine ? lineEnd(text, at) : wordEnd(text, at);
    return end > at ? new Span(at, end) : null;
  }

  static Span upTo(String text, int from, char closing) {
    int end = text.indexOf(closing, from);
    return end > from ? new Span(from, end) : null;
  }

  static int behindBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    // In a JSON text inside of another, line breaks and blanks are escaped too.
    return text.startsWith("\\n", at) ? behindBlanks(text, at + 2) : at;
  }

  /** A name that nothing but blanks and a dash stand before on its line takes its line in YAML. */
  static boolean isYaml(String text, int name) {
    int at = name;
    while (at > 0 && " \t-".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  /**
   * Between quotes that have so many backslashes before them; a quote with more belongs to the
   * value.
   */
  private static Span quoted(String text, int quote, int backslashes) {
    char sign = text.charAt(quote);
    int run = 0;
    for (int at = quote + 1; at < text.length(); at++) {
      char there = text.charAt(at);
      if (there == '\\') {
        run++;
        continue;
      }
      boolean closes = there == sign && (backslashes == 0 ? run % 2 == 0 : run <= backslashes);
      if (closes && backslashes == 0 && at + 1 < text.length() && text.charAt(at + 1) == sign) {
        // Doubled, it stands for itself; but "" alone is an empty value.
        if (at == quote + 1) {
          return null;
        }
        at++;
        run = 0;
        continue;
      }
      if (closes) {
        int end = backslashes == 0 ? at : at - run;
        return end > quote + 1 ? new Span(quote + 1, end) : null;
      }
      if (there == '\n') {
        return at > quote + 1 ? new Span(quote + 1, at) : null;
      }
      run = 0;
    }
    return text.length() > quote + 1 ? new Span(quote + 1, text.length()) : null;
  }

  private static int lineEnd(String text, int from) {
    int at = from;
    while (at < text.length() && "\n\r\"'\\".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    return at;
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign <= ' ' || "&\"'`<>|\\".indexOf(sign) >= 0) {
        return at;
      }
      if (CLOSERS.indexOf(sign) >= 0 && closes(text, at + 1)) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** A comma in the middle of a word may be part of a password; at its end it is not. */
  private static boolean closes(String text, int next) {
    return next >= text.length()
        || text.charAt(next) <= ' '
        || CLOSERS.indexOf(text.charAt(next)) >= 0
        || QUOTES.indexOf(text.charAt(next)) >= 0
        || text.charAt(next) == '\\';
  }
}
