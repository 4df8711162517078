package io.nuwa.emergency.redaction;

/** The password of {@code scheme://user:password@host}. */
final class UrlPasswords implements Shape {
  private static final String MARK = "://";

  @Override
  public Span next(String text, int from) {
    int mark = text.indexOf(MARK, Math.max(0, from - MARK.length()));
    while (mark >= 0) {
      int start = mark + MARK.length();
      int end = authorityEnd(text, start);
      int at = start + text.substring(start, end).lastIndexOf('@');
      int colon = text.indexOf(':', start);
      if (at > start && colon >= start && colon + 1 < at && colon + 1 >= from) {
        var password = new Span(colon + 1, at);
        if (!text.substring(password.from(), password.to()).equals(Redaction.STARS)) {
          return password;
        }
      }
      mark = text.indexOf(MARK, Math.max(start, end));
    }
    return null;
  }

  private static int authorityEnd(String text, int from) {
    int at = from;
    while (at < text.length()
        && text.charAt(at) > ' '
        && "/?#\"'<>\\`".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
