package io.nuwa.emergency.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Typed access to a mapping. Every question that is asked makes its key known; {@link #finish()}
 * reports the keys that nobody asked for. Wrong or missing values are reported as problems and
 * answered with a harmless value, so that one reading finds them all.
 */
public final class Section {
  private final ConfigNode.Mapping mapping;
  private final Problems problems;
  private final TreeSet<String> known = new TreeSet<>();

  private Section(ConfigNode.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The mapping that {@code node} should be; anything else is reported and read as empty. */
  public static Section of(ConfigNode node, String what, Problems problems) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return new Section(mapping, problems);
    }
    problems.add(node.position(), what + " must be a mapping (key: value), not " + node.kind());
    return new Section(new ConfigNode.Mapping(node.position(), Map.of()), problems);
  }

  public Position position() {
    return mapping.position();
  }

  public Problems problems() {
    return problems;
  }

  /** Where the value of {@code key} stands, or where this section starts if it is not there. */
  public Position position(String key) {
    var entry = mapping.entries().get(key);
    return entry == null ? position() : entry.value().position();
  }

  /** Where {@code key} itself stands, or where this section starts if it is not there. */
  public Position keyPosition(String key) {
    var entry = mapping.entries().get(key);
    return entry == null ? position() : entry.key();
  }

  /** All keys, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(mapping.entries().keySet());
  }

  public boolean has(String key) {
    known.add(key);
    return mapping.entries().containsKey(key);
  }

  /** Reports a problem at the value of {@code key}. */
  public void problem(String key, String message) {
    problems.add(position(key), message);
  }

  /** The raw node, with its key made known. */
  public Optional<ConfigNode> node(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(ConfigNode.Entry::value);
  }

  public String text(String key) {
    return optionalText(key).orElseGet(() -> missing(key, ""));
  }

  public String text(String key, String otherwise) {
    return optionalText(key).orElse(otherwise);
  }

  public Optional<String> optionalText(String key) {
    return node(key).flatMap(node -> scalar(key, node)).map(ConfigNode.Scalar::text);
  }

  /** A whole number in a range, both ends included. */
  public int integer(String key, int least, int most, int otherwise) {
    return optionalInteger(key, least, most).orElse(otherwise);
  }

  public Optional<Integer> optionalInteger(String key, int least, int most) {
    return parsed(
        key,
        "a whole number from " + least + " to " + most,
        text -> {
          try {
            int value = Integer.parseInt(text);
            return value < least || value > most ? Optional.empty() : Optional.of(value);
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  public boolean flag(String key, boolean otherwise) {
    return parsed(
            key,
            "true or false",
            text ->
                switch (text) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> Optional.empty();
                })
        .orElse(otherwise);
  }

  public Duration duration(String key, Duration otherwise) {
    return optionalDuration(key).orElse(otherwise);
  }

  public Duration duration(String key) {
    return optionalDuration(key).orElseGet(() -> missing(key, Duration.ZERO));
  }

  public Optional<Duration> optionalDuration(String key) {
    return parsed(key, "a duration such as 48h, 90s or 250ms", Durations::parse);
  }

  /**
   * A value that {@code parser} understands.
   *
   * @param expected how to say what was expected, such as "a threshold such as '>= 95'"
   */
  public <T> Optional<T> parsed(String key, String expected, Function<String, Optional<T>> parser) {
    return optionalText(key)
        .flatMap(
            text -> {
              Optional<T> value = parser.apply(text);
              if (value.isEmpty()) {
                problem(key, "'" + key + "' must be " + expected + ", not '" + text + "'");
              }
              return value;
            });
  }

  /** One of the given words. */
  public Optional<String> oneOf(String key, Collection<String> allowed) {
    Optional<String> word = optionalText(key);
    if (word.isPresent() && !allowed.contains(word.get())) {
      problem(
          key,
          "'"
              + word.get()
              + "' is not known as '"
              + key
              + "'"
              + Suggestions.hint(word.get(), allowed));
      return Optional.empty();
    }
    return word;
  }

  /** A list of texts; a single text counts as a list of one; empty when the key is missing. */
  public List<String> texts(String key) {
    return scalars(key).stream().map(ConfigNode.Scalar::text).toList();
  }

  /** The same with the place of each text. */
  public List<ConfigNode.Scalar> scalars(String key) {
    Optional<ConfigNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof ConfigNode.Sequence sequence)) {
      return scalar(key, node.get()).stream().toList();
    }
    return sequence.items().stream().flatMap(item -> scalar(key, item).stream()).toList();
  }

  /** A mapping of texts, in the order of the file; empty when the key is missing. */
  public Map<String, String> textMap(String key) {
    var texts = new LinkedHashMap<String, String>();
    section(key)
        .ifPresent(section -> section.keys().forEach(name -> texts.put(name, section.text(name))));
    return texts;
  }

  public Optional<Section> section(String key) {
    return node(key).map(node -> of(node, "'" + key + "'", problems));
  }

  /** A list of mappings; empty when the key is missing. */
  public List<Section> sections(String key) {
    Optional<ConfigNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof ConfigNode.Sequence sequence)) {
      problem(key, "'" + key + "' must be a list, not " + node.get().kind());
      return List.of();
    }
    return sequence.items().stream()
        .map(item -> of(item, "each entry of '" + key + "'", problems))
        .toList();
  }

  /** Reports that a key is needed and missing. */
  public <T> T missing(String key, T harmless) {
    known.add(key);
    if (!mapping.entries().containsKey(key)) {
      problems.add(position(), "'" + key + "' is missing");
    }
    return harmless;
  }

  /** Reports every key that nobody asked for. Call it after the last question. */
  public void finish() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    entry.key(), "'" + key + "' is not known here" + Suggestions.hint(key, known));
              }
            });
  }

  private Optional<ConfigNode.Scalar> scalar(String key, ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar && scalar.type() != ConfigNode.Scalar.Type.NULL) {
      return Optional.of(scalar);
    }
    problems.add(node.position(), "'" + key + "' must be a single value, not " + node.kind());
    return Optional.empty();
  }
}
