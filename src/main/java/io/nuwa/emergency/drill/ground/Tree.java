package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as maps and lists that can be changed; written as JSON, which YAML readers read. */
final class Tree {
  private Tree() {}

  /**
   * Reads one document.
   *
   * @throws InvalidConfigurationException when it is broken
   */
  static Map<String, Object> read(String file, String text) {
    var problems = new Problems();
    Object value = ConfigReader.read(file, text, problems).map(Tree::value).orElse(Map.of());
    if (!problems.list().isEmpty()) {
      throw new InvalidConfigurationException(problems.list());
    }
    return map(value);
  }

  /** The mapping under a key, made where there is none. */
  static Map<String, Object> under(Map<String, Object> tree, String key) {
    Map<String, Object> below = map(tree.get(key));
    tree.put(key, below);
    return below;
  }

  /** The mappings of the list under a key; none when there is no such list. */
  static List<Map<String, Object>> each(Map<String, Object> tree, String key) {
    var items = new ArrayList<Map<String, Object>>();
    if (tree.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?>) {
          items.add(map(item));
        }
      }
    }
    return items;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  private static Object value(ConfigNode node) {
    return switch (node) {
      case ConfigNode.Scalar scalar -> scalar(scalar);
      case ConfigNode.Sequence sequence -> {
        var items = new ArrayList<Object>();
        sequence.items().forEach(item -> items.add(value(item)));
        yield items;
      }
      case ConfigNode.Mapping mapping -> {
        var entries = new LinkedHashMap<String, Object>();
        mapping.entries().forEach((key, entry) -> entries.put(key, value(entry.value())));
        yield entries;
      }
    };
  }

  private static Object scalar(ConfigNode.Scalar scalar) {
    return switch (scalar.type()) {
      case TEXT -> scalar.text();
      case BOOLEAN -> Boolean.parseBoolean(scalar.text());
      case NULL -> null;
      case NUMBER -> number(scalar.text());
    };
  }

  /** A number in a notation that JSON lacks stays the text that it was. */
  private static Object number(String text) {
    try {
      var number = new BigDecimal(text);
      return number.scale() <= 0 && number.precision() < 18
          ? (Object) number.longValueExact()
          : (Object) number.doubleValue();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
