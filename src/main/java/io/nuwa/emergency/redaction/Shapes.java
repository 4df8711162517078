package io.nuwa.emergency.redaction;

import java.util.List;

/**
 * What looks like a secret, whatever its value. Each rule is one pass that most texts leave at
 * once.
 */
final class Shapes {
  private static final List<Shape> ALL =
      List.of(new PrivateKeys(), new UrlPasswords(), new ServiceTokens(), new NamedSecrets());

  private Shapes() {}

  static String hide(String text) {
    String hidden = text;
    for (Shape shape : ALL) {
      hidden = hide(hidden, shape);
    }
    return hidden;
  }

  private static String hide(String text, Shape shape) {
    StringBuilder hidden = null;
    int kept = 0;
    for (Span span = shape.next(text, 0); span != null; span = shape.next(text, span.to())) {
      hidden = hidden == null ? new StringBuilder(text.length()) : hidden;
      hidden.append(text, kept, span.from()).append(Redaction.STARS);
      kept = span.to();
    }
    return hidden == null ? text : hidden.append(text, kept, text.length()).toString();
  }
}
