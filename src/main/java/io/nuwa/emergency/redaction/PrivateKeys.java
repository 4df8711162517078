package io.nuwa.emergency.redaction;

/**
 * The body of a private key in PEM, also with its line breaks escaped, and also when its end is cut
 * off.
 */
final class PrivateKeys implements Shape {
  private static final String BEGIN = "-----BEGIN ";
  private static final String KEY = "PRIVATE KEY";
  private static final String DASHES = "-----";
  private static final int LONGEST_LABEL = 40;

  @Override
  public Span next(String text, int from) {
    int begin = text.indexOf(BEGIN, from);
    while (begin >= 0) {
      int label = begin + BEGIN.length();
      int dashes = text.indexOf(DASHES, label);
      if (dashes > 0
          && dashes - label <= LONGEST_LABEL
          && text.substring(label, dashes).contains(KEY)) {
        int body = dashes + DASHES.length();
        int end = text.indexOf("-----END ", body);
        int to = end < 0 ? text.length() : end;
        if (to > body && !text.substring(body, to).equals(Redaction.STARS)) {
          return new Span(body, to);
        }
      }
      begin = text.indexOf(BEGIN, label);
    }
    return null;
  }
}
