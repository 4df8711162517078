package io.nuwa.emergency.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON as maps (in order), lists, strings, numbers, booleans and null. */
public final class JsonText {
  private JsonText() {}

  /** One line. An empty {@link java.util.Optional} is left out of its map. */
  public static String line(Map<String, ?> value) {
    return new JsonWriter(false).document(value);
  }

  /** Indented, for people. */
  public static String pretty(Map<String, ?> value) {
    return new JsonWriter(true).document(value);
  }

  /**
   * Reads one JSON object.
   *
   * @throws IOException when the text is no JSON object, or more than one; says where
   */
  public static Map<String, Object> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one JSON array.
   *
   * @throws IOException when the text is no JSON array, or more than one; says where
   */
  public static List<Object> readList(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JsonReader(bytes, 0, bytes.length).list();
  }

  /**
   * Reads one JSON object from UTF-8.
   *
   * @throws IOException when the text is no JSON object, or more than one; says where
   */
  public static Map<String, Object> read(byte[] text) throws IOException {
    return new JsonReader(text, 0, text.length).document();
  }
}
