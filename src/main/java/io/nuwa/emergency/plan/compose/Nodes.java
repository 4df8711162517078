package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** Lenient looks into a file whose format is not ours: what is of another shape is not there. */
final class Nodes {
  private Nodes() {}

  static Optional<ConfigNode> get(ConfigNode node, String key) {
    return node instanceof ConfigNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(ConfigNode.Entry::value)
        : Optional.empty();
  }

  /** A single value; empty when it is none. */
  static String text(ConfigNode node, String key) {
    return get(node, key)
        .map(value -> value instanceof ConfigNode.Scalar scalar ? scalar.text() : "")
        .orElse("");
  }

  /** The entries of a list, or nothing. */
  static List<ConfigNode> items(ConfigNode node, String key) {
    return get(node, key)
        .map(
            value ->
                value instanceof ConfigNode.Sequence list ? list.items() : List.<ConfigNode>of())
        .orElse(List.of());
  }

  /** The names in a list of names or in a mapping by name, each with its place. */
  static List<ConfigNode.Scalar> names(ConfigNode node, String key) {
    return switch (get(node, key).orElse(null)) {
      case null -> List.of();
      case ConfigNode.Scalar scalar -> List.of();
      case ConfigNode.Sequence list ->
          list.items().stream()
              .filter(ConfigNode.Scalar.class::isInstance)
              .map(ConfigNode.Scalar.class::cast)
              .toList();
      case ConfigNode.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .map(
                  entry ->
                      new ConfigNode.Scalar(
                          entry.getValue().key(), entry.getKey(), ConfigNode.Scalar.Type.TEXT))
              .toList();
    };
  }
}
