package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lenient looks into a file whose format is not ours: what is of another shape is not there. */
public final class Nodes {
  private Nodes() {}

  /** What stands below a key. */
  public static Optional<ConfigNode> get(ConfigNode node, String key) {
    return Optional.ofNullable(entries(node).get(key)).map(ConfigNode.Entry::value);
  }

  /** The keys of a mapping with what they hold; none when it is no mapping. */
  public static Map<String, ConfigNode.Entry> entries(ConfigNode node) {
    return node instanceof ConfigNode.Mapping mapping ? mapping.entries() : Map.of();
  }

  /** A single value; empty when it is none. */
  public static String text(ConfigNode node, String key) {
    return get(node, key).map(Nodes::text).orElse("");
  }

  static String text(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar ? scalar.text() : "";
  }

  /** The entries of a list, or nothing. */
  public static List<ConfigNode> items(ConfigNode node, String key) {
    return get(node, key)
        .map(
            value ->
                value instanceof ConfigNode.Sequence list ? list.items() : List.<ConfigNode>of())
        .orElse(List.of());
  }

  /** A single text as a list of one, or the texts of a list. */
  static List<String> texts(ConfigNode node) {
    return switch (node) {
      case ConfigNode.Scalar scalar -> scalar.text().isEmpty() ? List.of() : List.of(scalar.text());
      case ConfigNode.Sequence list -> list.items().stream().map(Nodes::text).toList();
      case ConfigNode.Mapping mapping -> List.of();
    };
  }

  /** Names that stand as a list of texts, or as the keys of a mapping. */
  public static List<ConfigNode.Scalar> names(ConfigNode node, String key) {
    return get(node, key)
        .map(
            value ->
                switch (value) {
                  case ConfigNode.Sequence list ->
                      list.items().stream()
                          .map(
                              item ->
                                  item instanceof ConfigNode.Mapping mapping
                                      ? get(mapping, "source").orElse(item)
                                      : item)
                          .filter(ConfigNode.Scalar.class::isInstance)
                          .map(ConfigNode.Scalar.class::cast)
                          .toList();
                  case ConfigNode.Mapping mapping ->
                      mapping.entries().entrySet().stream()
                          .map(entry -> name(entry.getKey(), entry.getValue().key()))
                          .toList();
                  case ConfigNode.Scalar scalar -> List.<ConfigNode.Scalar>of();
                })
        .orElse(List.of());
  }

  private static ConfigNode.Scalar name(String name, Position position) {
    return new ConfigNode.Scalar(position, name, ConfigNode.Scalar.Type.TEXT);
  }
}
