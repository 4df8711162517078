package io.nuwa.emergency.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one JSON document, on one line or indented. By hand, as {@link JsonReader} is, and with
 * plain tests of types: a switch over patterns is linked anew by each JVM that runs it.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  /** Whole numbers up to here are the same as a double and as a long. */
  private static final double EXACT = 1e15;

  private final StringBuilder text = new StringBuilder(512);
  private final boolean indented;
  private int depth;

  JsonWriter(boolean indented) {
    this.indented = indented;
  }

  String document(Map<String, ?> map) {
    object(map);
    return text.toString();
  }

  private void value(Object value) {
    if (value instanceof String string) {
      text(string);
    } else if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      text.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof Optional<?> optional) {
      value(optional.orElse(null));
    } else if (value instanceof Double number) {
      number(number);
    } else if (value instanceof Instant instant) {
      text(InstantText.of(instant));
    } else {
      text(value.toString());
    }
  }

  private void object(Map<?, ?> map) {
    boolean first = true;
    text.append('{');
    depth++;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() instanceof Optional<?> optional && optional.isEmpty()) {
        continue;
      }
      separate(first);
      first = false;
      text(entry.getKey().toString());
      text.append(indented ? " : " : ":");
      value(entry.getValue());
    }
    depth--;
    close(first, '}');
  }

  private void array(List<?> list) {
    boolean first = true;
    text.append('[');
    depth++;
    for (Object item : list) {
      separate(first);
      first = false;
      value(item);
    }
    depth--;
    close(first, ']');
  }

  private void separate(boolean first) {
    if (!first) {
      text.append(',');
    }
    newLine();
  }

  private void close(boolean empty, char bracket) {
    if (!empty) {
      newLine();
    }
    text.append(bracket);
  }

  private void newLine() {
    if (indented) {
      text.append('\n').repeat("  ", depth);
    }
  }

  private void number(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no number " + number);
    }
    if (number == Math.rint(number) && Math.abs(number) < EXACT) {
      text.append((long) number);
    } else {
      text.append(number);
    }
  }

  private void text(String string) {
    text.append('"');
    int plain = 0;
    for (int i = 0; i < string.length(); i++) {
      char sign = string.charAt(i);
      if (sign < ' ' || sign == '"' || sign == '\\') {
        text.append(string, plain, i);
        escape(sign);
        plain = i + 1;
      }
    }
    // Appended as a whole where it can be: a part is copied sign by sign behind Chinese text.
    (plain == 0 ? text.append(string) : text.append(string, plain, string.length())).append('"');
  }

  private void escape(char sign) {
    switch (sign) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append("\\u00").append(HEX.charAt(sign >> 4)).append(HEX.charAt(sign & 15));
    }
  }
}
