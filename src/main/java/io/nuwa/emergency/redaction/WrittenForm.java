package io.nuwa.emergency.redaction;

/**
 * A secret character by character, each as it is or escaped in any of the ways that {@link
 * Spelling} knows: encoders differ in what they leave alone, and one may have run over another.
 */
final class WrittenForm implements Form {
  private static final int OTHERS = 128;

  /** As many backslashes as three encoders, one over the other, put before a sign. */
  private static final int ESCAPES_ON_ESCAPES = 7;

  /** A shorter secret may be a syllable of other words. */
  private static final int LONG_ENOUGH = 8;

  private final int[] signs;
  private final boolean number;
  private final boolean brief;

  WrittenForm(String secret) {
    // However many backslashes stand in a row, escaping changes their number.
    this.signs = secret.replaceAll("\\\\+", "\\\\").codePoints().toArray();
    this.brief = secret.length() < LONG_ENOUGH && secret.chars().allMatch(Character::isLetter);
    this.number = secret.chars().allMatch(sign -> sign >= '0' && sign <= '9');
  }

  @Override
  public boolean mayBegin(char sign) {
    int first = signs[0];
    return sign == '\\'
        || sign == '%'
        || sign == '&'
        || sign == Math.min(first, OTHERS)
        || (first == ' ' && sign == '+')
        || (first == '"' && sign == '"');
  }

  @Override
  public int end(String text, int at) {
    int end = end(text, at, 0);
    if (end > 0 && number && isPartOfNumber(text, at, end)) {
      return -1;
    }
    return end > 0 && brief && isPartOfWord(text, at, end) ? -1 : end;
  }

  /** A password "read" is not hidden in the middle of "already" or "reading". */
  private static boolean isPartOfWord(String text, int from, int to) {
    boolean before =
        from > 0 && isLetter(text.charAt(from - 1)) && !isEscapeOrOption(text, from - 1);
    return before || (to < text.length() && isLetter(text.charAt(to)));
  }

  private static boolean isLetter(char sign) {
    return Character.isLetterOrDigit(sign);
  }

  /** The last sign of an escape such as {@code %3D}, or an option that its value is glued to. */
  private static boolean isEscapeOrOption(String text, int last) {
    return isAt(text, last - 1, "\\-")
        || isAt(text, last - 2, "%")
        || isAt(text, last - 3, "\\")
        || isAt(text, last - 5, "\\");
  }

  private static boolean isAt(String text, int at, String signs) {
    return at >= 0 && signs.indexOf(text.charAt(at)) >= 0;
  }

  /** 4711 is not hidden in the middle of 1471199. */
  private static boolean isPartOfNumber(String text, int from, int to) {
    return (from > 0 && isDigit(text.charAt(from - 1)))
        || (to < text.length() && isDigit(text.charAt(to)));
  }

  private static boolean isDigit(char sign) {
    return sign >= '0' && sign <= '9';
  }

  private int end(String text, int from, int first) {
    int at = from;
    for (int k = first; k < signs.length; k++) {
      int plain = Spelling.plain(text, at, signs[k]);
      int escaped = escaped(text, at, signs[k]);
      if (plain < 0 && escaped < 0) {
        return -1;
      }
      if (plain >= 0 && escaped >= 0) {
        int end = end(text, escaped, k + 1);
        if (end >= 0) {
          return end;
        }
      }
      if (plain >= 0 && (signs[k] == '%' || signs[k] == '&')) {
        return behindEscapeSign(text, plain, k);
      }
      if (plain >= 0 && signs[k] == '\\') {
        return behindBackslashes(text, at, plain, k);
      }
      at = plain >= 0 ? plain : escaped;
    }
    return at;
  }

  private static int escaped(String text, int from, int sign) {
    int end = Spelling.escaped(text, from, sign);
    // Backslashes in a row are one sign here.
    for (int more = end; more >= 0 && sign == '\\'; more = Spelling.escaped(text, end, sign)) {
      end = more;
    }
    return end;
  }

  /**
   * {@code %2525} may be a percent sign escaped twice, or once with "25" behind it, or not at all.
   */
  private int behindEscapeSign(String text, int behind, int k) {
    String more = signs[k] == '%' ? "25" : "amp;";
    int last = behind;
    while (text.startsWith(more, last)) {
      last += more.length();
    }
    for (int at = last; at >= behind; at -= more.length()) {
      int end = end(text, at, k + 1);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  /** The last backslashes of a row may already belong to the escape of the next sign. */
  private int behindBackslashes(String text, int from, int last, int k) {
    for (int at = last; at > from && at >= last - ESCAPES_ON_ESCAPES; at--) {
      int end = end(text, at, k + 1);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }
}
