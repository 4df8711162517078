package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays one compose file, or one service, over another: mappings are mixed, lists are joined, and of
 * single values the upper one counts. Words of a command are no list to be joined.
 *
 * @param tags of the values that have one: {@code reset} takes away what is below, {@code override}
 *     stands in its place
 */
record Merge(Map<Position, String> tags) {
  private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");
  private static final Set<String> BY_NAME = Set.of("depends_on", "networks");

  ConfigNode.Mapping over(ConfigNode.Mapping upper, ConfigNode.Mapping lower) {
    var merged = new LinkedHashMap<>(lower.entries());
    upper
        .entries()
        .forEach(
            (key, entry) -> {
              ConfigNode.Entry below = merged.get(key);
              switch (tag(entry.value())) {
                case "reset" -> merged.remove(key);
                case "override" -> merged.put(key, entry);
                default ->
                    merged.put(
                        key,
                        below == null
                            ? entry
                            : new ConfigNode.Entry(
                                below.key(), value(key, entry.value(), below.value())));
              }
            });
    return new ConfigNode.Mapping(upper.position(), merged);
  }

  /** Takes away what is reset where nothing is below it. */
  ConfigNode cleared(ConfigNode node) {
    if (!(node instanceof ConfigNode.Mapping mapping) || tags.isEmpty()) {
      return node;
    }
    var entries = new LinkedHashMap<String, ConfigNode.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!tag(entry.value()).equals("reset")) {
                entries.put(key, new ConfigNode.Entry(entry.key(), cleared(entry.value())));
              }
            });
    return new ConfigNode.Mapping(mapping.position(), entries);
  }

  private ConfigNode value(String key, ConfigNode upper, ConfigNode lower) {
    if (BY_NAME.contains(key)) {
      return mixed(byName(upper), byName(lower));
    }
    if (key.equals("build")) {
      return mixed(asContext(upper), asContext(lower));
    }
    return REPLACED.contains(key) ? upper : mixed(upper, lower);
  }

  private ConfigNode mixed(ConfigNode upper, ConfigNode lower) {
    return switch (upper) {
      case ConfigNode.Mapping mapping when lower instanceof ConfigNode.Mapping below ->
          over(mapping, below);
      case ConfigNode.Sequence list when lower instanceof ConfigNode.Sequence below -> {
        List<ConfigNode> items = new ArrayList<>(below.items());
        items.addAll(list.items());
        yield new ConfigNode.Sequence(list.position(), items);
      }
      case ConfigNode.Scalar scalar when scalar.type() == ConfigNode.Scalar.Type.NULL -> lower;
      case ConfigNode.Mapping mapping -> mapping;
      case ConfigNode.Sequence list -> list;
      case ConfigNode.Scalar scalar -> scalar;
    };
  }

  /** A list of names as a mapping, so that it can be mixed with one. */
  private static ConfigNode byName(ConfigNode node) {
    if (!(node instanceof ConfigNode.Sequence list)) {
      return node;
    }
    var entries = new LinkedHashMap<String, ConfigNode.Entry>();
    for (ConfigNode item : list.items()) {
      entries.put(
          Nodes.text(item),
          new ConfigNode.Entry(
              item.position(),
              new ConfigNode.Scalar(item.position(), "", ConfigNode.Scalar.Type.NULL)));
    }
    return new ConfigNode.Mapping(list.position(), entries);
  }

  private static ConfigNode asContext(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar
        ? new ConfigNode.Mapping(
            scalar.position(), Map.of("context", new ConfigNode.Entry(scalar.position(), scalar)))
        : node;
  }

  private String tag(ConfigNode node) {
    return tags.getOrDefault(node.position(), "");
  }
}
