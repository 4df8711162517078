package io.nuwa.emergency.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The characters of a base64 text that a secret in it determines alone. Three bytes make four
 * characters, so it depends on how many bytes stand before the secret: there are three such forms.
 * The whole encoded word is hidden, because its neighbours hold bits of the secret too.
 */
final class Base64Form implements Form {
  private static final int BITS_OF_SIGN = 6;

  private final String core;

  private Base64Form(String core) {
    this.core = core;
  }

  static List<Base64Form> of(String secret) {
    byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, 3).mapToObj(before -> new Base64Form(core(octets, before))).toList();
  }

  private static String core(byte[] octets, int before) {
    byte[] shifted = new byte[before + octets.length];
    System.arraycopy(octets, 0, shifted, before, octets.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (before * 8 + BITS_OF_SIGN - 1) / BITS_OF_SIGN;
    int last = shifted.length * 8 / BITS_OF_SIGN;
    return text.substring(first, last);
  }

  @Override
  public boolean mayBegin(char sign) {
    char first = core.charAt(0);
    return sign == first
        || (first == '+' && (sign == '-' || sign == '%' || sign == '\\'))
        || (first == '/' && (sign == '_' || sign == '%' || sign == '\\'));
  }

  @Override
  public int end(String text, int from) {
    int at = from;
    for (int i = 0; i < core.length(); i++) {
      at = i == 0 ? at : behindBreak(text, at);
      at = sign(text, at, core.charAt(i));
      if (at < 0) {
        return -1;
      }
    }
    return at;
  }

  private static int sign(String text, int at, char sign) {
    if (at >= text.length()) {
      return -1;
    }
    char there = text.charAt(at);
    if (there == sign || (sign == '+' && there == '-') || (sign == '/' && there == '_')) {
      return at + 1;
    }
    return sign == '+' || sign == '/' ? Spelling.escaped(text, at, sign) : -1;
  }

  /** Encoders break long lines, and a JSON text holds the break as an escape. */
  private static int behindBreak(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char sign = text.charAt(at);
      if (sign == '\n' || sign == '\r') {
        at++;
      } else if (sign == '\\' && (text.startsWith("\\n", at) || text.startsWith("\\r", at))) {
        at += 2;
      } else {
        break;
      }
    }
    return at;
  }

  @Override
  public Span widened(String text, int from, int to) {
    int first = from;
    while (first > 0 && isOfAlphabet(text.charAt(first - 1))) {
      first--;
    }
    int last = to;
    while (last < text.length() && isOfAlphabet(text.charAt(last))) {
      last++;
    }
    while (last < text.length() && text.charAt(last) == '=') {
      last++;
    }
    return new Span(first, last);
  }

  private static boolean isOfAlphabet(char sign) {
    return sign < 128 && (Character.isLetterOrDigit(sign) || "+/-_".indexOf(sign) >= 0);
  }
}
