package io.nuwa.emergency.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document (RFC 8259) from UTF-8 bytes. Written by hand because a journal is read at
 * every start, while the JVM is cold: a library's reader takes ten times as long to warm up as this
 * takes to be done. Stricter than the RFC in one thing: a key may not occur twice in an object.
 */
final class JsonReader {
  /** Deeper than anything we write; an attack on the stack ends here. */
  private static final int DEEPEST = 200;

  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;

  JsonReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** The document, which must be an object with nothing behind it. */
  Map<String, Object> document() throws IOException {
    if (next() != '{') {
      throw wrong("not a JSON object");
    }
    Map<String, Object> map = object();
    if (next() != -1) {
      throw wrong("something follows the JSON object");
    }
    return map;
  }

  /** The document, which must be an array with nothing behind it. */
  List<Object> list() throws IOException {
    if (next() != '[') {
      throw wrong("not a JSON array");
    }
    List<Object> list = array();
    if (next() != -1) {
      throw wrong("something follows the JSON array");
    }
    return list;
  }

  private Object value() throws IOException {
    int first = next();
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw wrong("a value is missing");
    };
  }

  private Map<String, Object> object() throws IOException {
    enter();
    var map = new LinkedHashMap<String, Object>();
    if (next() == '}') {
      return leave(map);
    }
    while (true) {
      if (next() != '"') {
        throw wrong("a key in quotes is missing");
      }
      String key = text();
      if (next() != ':') {
        throw wrong("':' is missing after the key '" + key + "'");
      }
      at++;
      int known = map.size();
      map.put(key, value());
      if (map.size() == known) {
        throw wrong("the key '" + key + "' occurs twice");
      }
      if (endsOrGoesOn('}')) {
        return leave(map);
      }
    }
  }

  private List<Object> array() throws IOException {
    enter();
    var list = new ArrayList<Object>();
    if (next() == ']') {
      return leave(list);
    }
    while (true) {
      list.add(value());
      if (endsOrGoesOn(']')) {
        return leave(list);
      }
    }
  }

  /** True at the closing bracket, which is left for {@link #leave}; a comma is stepped over. */
  private boolean endsOrGoesOn(int closing) throws IOException {
    int sign = next();
    if (sign == ',') {
      at++;
      return false;
    }
    if (sign != closing) {
      throw wrong("',' or '" + (char) closing + "' is missing");
    }
    return true;
  }

  private void enter() throws IOException {
    if (++depth > DEEPEST) {
      throw wrong("nested deeper than " + DEEPEST);
    }
    at++;
  }

  private <T> T leave(T read) {
    depth--;
    at++;
    return read;
  }

  private String text() throws IOException {
    // Local variables: this loop is most of the work, and it runs before it is compiled.
    byte[] signs = bytes;
    int last = end;
    int from = at + 1;
    int seen = 0;
    int i = from;
    for (; i < last; i++) {
      byte sign = signs[i];
      if (sign == '"') {
        at = i + 1;
        return decoded(from, i, seen);
      }
      if (sign == '\\' || (sign < ' ' && sign >= 0)) {
        break;
      }
      seen |= sign;
    }
    at = i;
    return escaped(from);
  }

  /** Most texts are ASCII, and those are copied without a look at each character. */
  private String decoded(int from, int to, int seen) throws IOException {
    if (seen >= 0) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    var text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isWritten(text, from, to)) {
      throw wrong("a text is not UTF-8");
    }
    return text;
  }

  /** A replacement sign stands for bytes that are no UTF-8, unless somebody wrote one. */
  private boolean isWritten(String text, int from, int to) {
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, bytes, from, to);
  }

  /** The rest of a text that is not plain, and the faults that a text can have. */
  private String escaped(int from) throws IOException {
    var text = new StringBuilder(decoded(from, at, -1));
    while (at < end) {
      int plain = at;
      while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
        if (bytes[at] >= 0 && bytes[at] < ' ') {
          throw wrong("a control character stands in a text");
        }
        at++;
      }
      text.append(decoded(plain, at, -1));
      if (at < end && bytes[at++] == '"') {
        return text.toString();
      }
      text.append(escape());
    }
    throw wrong("a text has no end");
  }

  private char escape() throws IOException {
    int sign = at < end ? bytes[at++] : -1;
    return switch (sign) {
      case '"', '\\', '/' -> (char) sign;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape stands in a text");
    };
  }

  private char unicode() throws IOException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < end ? Character.digit(bytes[at++], 16) : -1;
      if (digit < 0) {
        throw wrong("\\u needs four hexadecimal digits");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private Object number() throws IOException {
    int from = at;
    if (bytes[at] == '-') {
      at++;
    }
    int whole = at;
    int digits = digits();
    if (digits == 0 || (digits > 1 && bytes[whole] == '0')) {
      throw wrong("a number begins with a sign or a zero that does not belong there");
    }
    boolean decimal = false;
    if (at < end && bytes[at] == '.') {
      decimal = true;
      at++;
      needDigits();
    }
    if (at < end && (bytes[at] | ' ') == 'e') {
      decimal = true;
      at++;
      if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
        at++;
      }
      needDigits();
    }
    String text = decoded(from, at, 0);
    if (decimal) {
      return Double.valueOf(text);
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw wrong("number out of range: " + text);
    }
  }

  private void needDigits() throws IOException {
    if (digits() == 0) {
      throw wrong("a number lacks a digit");
    }
  }

  private int digits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private Object word(String word, Object meaning) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (at == end || bytes[at++] != word.charAt(i)) {
        throw wrong("an unknown word: only true, false and null go without quotes");
      }
    }
    return meaning;
  }

  /** The next sign that is no white space; -1 at the end. */
  private int next() {
    while (at < end) {
      byte sign = bytes[at];
      if (sign != ' ' && sign != '\n' && sign != '\r' && sign != '\t') {
        return sign;
      }
      at++;
    }
    return -1;
  }

  private IOException wrong(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, end); i++) {
      boolean continues = (bytes[i] & 0xC0) == 0x80;
      column = bytes[i] == '\n' ? 1 : column + (continues ? 0 : 1);
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new IOException(what + " (line " + line + ", column " + column + ")");
  }
}
