package io.nuwa.emergency.data.generation;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values whose bytes are ready, so that choosing one of them for a row makes no object. */
final class Encoded {
  private final byte[][] values;

  Encoded(byte[][] values) {
    this.values = values;
  }

  /** Texts in UTF-8. */
  static Encoded of(List<String> texts) {
    return new Encoded(
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }

  int size() {
    return values.length;
  }

  byte[] get(long number) {
    return values[(int) number];
  }

  /** Read back as text. */
  String text(long number) {
    return new String(get(number), StandardCharsets.UTF_8);
  }
}
