package io.nuwa.emergency.report.page;

import io.nuwa.emergency.report.MarkdownText;
import java.util.Locale;

/** Texts of others, so that they stay texts in HTML and SVG. */
final class Html {
  private static final int LONGEST = 600;

  private Html() {}

  /** On one line, for content and for attributes in double quotes. */
  static String text(String text) {
    var escaped = new StringBuilder();
    for (char sign : MarkdownText.shortened(MarkdownText.oneLine(text), LONGEST).toCharArray()) {
      switch (sign) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(sign);
      }
    }
    return escaped.toString();
  }

  /** A coordinate; the same in every locale. */
  static String number(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
