package io.nuwa.emergency.config;

import java.util.List;
import java.util.Map;

/** What was read, with the place of each part. */
public sealed interface ConfigNode {
  Position position();

  /** How a reader of the file would call it. */
  String kind();

  /**
   * A single value.
   *
   * @param text as it was written, without quotes; empty for null
   * @param type what the syntax made of it
   */
  record Scalar(Position position, String text, Type type) implements ConfigNode {
    /** What a value looks like in YAML or JSON. */
    public enum Type {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NULL -> "nothing";
      };
    }
  }

  /** A list of values. */
  record Sequence(Position position, List<ConfigNode> items) implements ConfigNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Values by key, in the order of the file. */
  record Mapping(Position position, Map<String, Entry> entries) implements ConfigNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * One key of a mapping.
   *
   * @param key where the key stands
   * @param value what it holds
   */
  record Entry(Position key, ConfigNode value) {}
}
