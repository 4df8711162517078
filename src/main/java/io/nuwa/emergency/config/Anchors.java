package io.nuwa.emergency.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that a file names with {@code &name}, uses again with {@code *name} or merges. */
final class Anchors {
  /** A few lines of aliases of aliases could stand for billions of values. */
  private static final long MOST_VALUES = 200_000;

  private static final String MERGE = "<<";

  private final Map<String, ConfigNode> named = new HashMap<>();
  private final Problems problems;
  private long values;

  Anchors(Problems problems) {
    this.problems = problems;
  }

  void name(String anchor, ConfigNode node) {
    named.put(anchor, node);
  }

  /** What an alias stands for; text is a harmless answer when it stands for nothing. */
  ConfigNode alias(String anchor, Position place) {
    ConfigNode node = named.get(anchor);
    if (node != null && values < MOST_VALUES) {
      values += weight(node);
    }
    if (node == null || values >= MOST_VALUES) {
      problems.add(
          place,
          node == null
              ? "'*" + anchor + "' repeats '&" + anchor + "', which does not stand before it"
              : "the aliases of this file stand for more than " + MOST_VALUES + " values");
      return new ConfigNode.Scalar(place, "", ConfigNode.Scalar.Type.TEXT);
    }
    return node;
  }

  /** Takes in what {@code <<} refers to; the mapping's own keys win. */
  Map<String, ConfigNode.Entry> merged(Map<String, ConfigNode.Entry> entries) {
    if (!entries.containsKey(MERGE)) {
      return entries;
    }
    ConfigNode source = entries.get(MERGE).value();
    List<ConfigNode> sources =
        source instanceof ConfigNode.Sequence list ? list.items() : List.of(source);
    var merged = new LinkedHashMap<>(entries);
    merged.remove(MERGE);
    for (ConfigNode each : sources) {
      mappingOf(each).ifPresent(mapping -> mapping.entries().forEach(merged::putIfAbsent));
    }
    return merged;
  }

  private Optional<ConfigNode.Mapping> mappingOf(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    problems.add(node.position(), "'<<' takes in a mapping, not " + node.kind());
    return Optional.empty();
  }

  private static long weight(ConfigNode node) {
    return switch (node) {
      case ConfigNode.Scalar scalar -> 1;
      case ConfigNode.Sequence list -> 1 + list.items().stream().mapToLong(Anchors::weight).sum();
      case ConfigNode.Mapping mapping ->
          1 + mapping.entries().values().stream().mapToLong(e -> weight(e.value())).sum();
    };
  }
}
