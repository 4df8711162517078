package io.nuwa.emergency.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The ways in which one character of a secret may stand in a text. */
final class Spelling {
  private static final int HEX = 16;
  private static final int OCTAL = 8;

  private static final Map<String, Integer> ENTITIES =
      Map.of("amp", (int) '&', "lt", (int) '<', "gt", (int) '>', "quot", (int) '"', "apos", 39);

  /** Escapes of control characters: the sign behind the backslash, and what it means. */
  private static final String CONTROLS = "n\nr\rt\tb\bf\f";

  private Spelling() {}

  /** Where it ends when it stands there as it is; -1 when it does not. */
  static int plain(String text, int at, int sign) {
    if (at >= text.length()) {
      return -1;
    }
    if (sign == '\\') {
      int end = behindBackslashes(text, at);
      return end > at ? end : -1;
    }
    return text.codePointAt(at) == sign ? at + Character.charCount(sign) : -1;
  }

  /** Where it ends when it stands there escaped; -1 when it does not. */
  static int escaped(String text, int at, int sign) {
    if (at >= text.length()) {
      return -1;
    }
    return switch (text.charAt(at)) {
      case '%' -> percent(text, at, sign);
      case '&' -> entity(text, at, sign);
      case '\\' -> backslash(text, at, sign);
      case '+' -> sign == ' ' ? at + 1 : -1;
      case '\'' -> sign == '\'' ? quote(text, at) : -1;
      case '"' -> sign == '"' && text.startsWith("\"\"", at) ? at + 2 : -1;
      default -> -1;
    };
  }

  /** {@code %C3%A9}, and {@code %25C3} where an encoder ran twice. */
  private static int percent(String text, int from, int sign) {
    int at = from;
    for (byte octet : octets(sign)) {
      if (at >= text.length() || text.charAt(at) != '%') {
        return -1;
      }
      at++;
      if (number(text, at, 2, HEX) != (octet & 0xFF)) {
        while (text.startsWith("25", at)) {
          at += 2;
        }
      }
      if (number(text, at, 2, HEX) != (octet & 0xFF)) {
        return -1;
      }
      at += 2;
    }
    return at;
  }

  /** An entity of XML, by its name or its number, also where an encoder ran twice. */
  private static int entity(String text, int from, int sign) {
    int at = from + 1;
    while (text.startsWith("amp;", at) && (sign != '&' || text.startsWith("amp;", at + 4))) {
      at += "amp;".length();
    }
    int end = text.indexOf(';', at);
    if (end < 0 || end - at > 8 || end == at) {
      return -1;
    }
    String name = text.substring(at, end);
    boolean matches;
    if (name.startsWith("#x") || name.startsWith("#X")) {
      matches = number(name, 2, name.length() - 2, HEX) == sign;
    } else if (name.startsWith("#")) {
      matches = number(name, 1, name.length() - 1, 10) == sign;
    } else {
      matches = ENTITIES.getOrDefault(name, -1) == sign;
    }
    return matches ? end + 1 : -1;
  }

  /** An escape of JSON, a shell or a programming language, with any number of backslashes. */
  private static int backslash(String text, int from, int sign) {
    int at = behindBackslashes(text, from);
    if (at >= text.length()) {
      return -1;
    }
    char next = text.charAt(at);
    int control = CONTROLS.indexOf(next);
    if (control >= 0 && control % 2 == 0 && CONTROLS.charAt(control + 1) == sign) {
      return at + 1;
    }
    if (next == 'u' && sign == unit(text, at)) {
      return at + 5;
    }
    if (next == 'u' && Character.isSupplementaryCodePoint(sign)) {
      return surrogates(text, at, sign);
    }
    if (next == 'x') {
      return octetsEnd(text, at, sign, "x", 2, HEX);
    }
    if (next >= '0' && next <= '3' && octetsEnd(text, at, sign, "", 3, OCTAL) > 0) {
      return octetsEnd(text, at, sign, "", 3, OCTAL);
    }
    if (next == '&' || next == '%') {
      int end = next == '&' ? entity(text, at, sign) : percent(text, at, sign);
      if (end > 0) {
        return end;
      }
    }
    return sign == '\\' ? -1 : plain(text, at, sign);
  }

  private static int unit(String text, int at) {
    return number(text, at + 1, 4, HEX);
  }

  private static int surrogates(String text, int at, int sign) {
    int second = behindBackslashes(text, at + 5);
    boolean both =
        unit(text, at) == Character.highSurrogate(sign)
            && second < text.length()
            && text.charAt(second) == 'u'
            && unit(text, second) == Character.lowSurrogate(sign);
    return both ? second + 5 : -1;
  }

  private static int octetsEnd(
      String text, int from, int sign, String mark, int digits, int radix) {
    int at = from;
    for (byte octet : octets(sign)) {
      at = at == from ? at : behindBackslashes(text, at);
      if (!text.startsWith(mark, at)
          || number(text, at + mark.length(), digits, radix) != (octet & 0xFF)) {
        return -1;
      }
      at += mark.length() + digits;
    }
    return at;
  }

  /**
   * A shell's ways to put an apostrophe between apostrophes, and the doubled one of SQL and YAML.
   */
  private static int quote(String text, int from) {
    int at = behindBackslashes(text, from + 1);
    if (at > from + 1 && text.startsWith("''", at)) {
      return at + 2;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      int last = text.startsWith("'", at + 1) ? behindBackslashes(text, at + 2) : -1;
      return last > 0 && text.startsWith("\"'", last) ? last + 2 : -1;
    }
    return text.startsWith("''", from) ? from + 2 : -1;
  }

  static int behindBackslashes(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    return at;
  }

  private static byte[] octets(int sign) {
    return Character.toString(sign).getBytes(StandardCharsets.UTF_8);
  }

  /** The number that so many digits stand for; -1 when they are none. */
  static int number(String text, int from, int digits, int radix) {
    if (digits <= 0 || from + digits > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
