package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan says about work and about measurements, as short texts that change exactly when it
 * does: what was done and measured under other words proves nothing. Comments, titles, roles,
 * time-outs and the order of keys do not count.
 *
 * @param work of each blocker, by its id: its tasks, and the stack and ports that they work with
 * @param gates of each gate, by {@code blocker/gate}: what it measures, and its thresholds
 */
public record PlanDigests(Map<String, String> work, Map<String, String> gates) {
  /** Nothing is known of the plan's words. */
  public static final PlanDigests NONE = new PlanDigests(Map.of(), Map.of());

  private static final int BYTES = 8;
  private static final Set<String> FOR_PEOPLE = Set.of("title", "role", "timeout");

  public PlanDigests {
    work = Map.copyOf(work);
    gates = Map.copyOf(gates);
  }

  /** The digest of this blocker's work; empty when it is not known. */
  public String work(String blocker) {
    return work.getOrDefault(blocker, "");
  }

  /** The digest of this gate; empty when it is not known. */
  public String gate(String blocker, String gate) {
    return gates.getOrDefault(blocker + "/" + gate, "");
  }

  /** Of a document that is a plan; what is none in it is left out. */
  static PlanDigests of(ConfigNode document) {
    var work = new TreeMap<String, String>();
    var gates = new TreeMap<String, String>();
    String ground = text(document, "stack") + text(document, "ports");
    for (ConfigNode blocker : items(document, "blockers")) {
      String id = scalar(blocker, "id");
      work.put(
          id, digest(ground + items(blocker, "tasks").stream().map(PlanDigests::words).toList()));
      for (ConfigNode gate : items(blocker, "gates")) {
        gates.put(id + "/" + scalar(gate, "id"), digest(words(gate)));
      }
    }
    return new PlanDigests(work, gates);
  }

  private static List<ConfigNode> items(ConfigNode node, String key) {
    return value(node, key)
        .filter(ConfigNode.Sequence.class::isInstance)
        .map(list -> ((ConfigNode.Sequence) list).items())
        .orElse(List.of());
  }

  private static String scalar(ConfigNode node, String key) {
    return value(node, key)
        .filter(ConfigNode.Scalar.class::isInstance)
        .map(one -> ((ConfigNode.Scalar) one).text())
        .orElse("");
  }

  private static String text(ConfigNode node, String key) {
    return value(node, key).map(found -> canonical(found, Set.of())).orElse("");
  }

  private static Optional<ConfigNode> value(ConfigNode node, String key) {
    return node instanceof ConfigNode.Mapping mapping
        ? Optional.ofNullable(mapping.entries().get(key)).map(ConfigNode.Entry::value)
        : Optional.empty();
  }

  private static String words(ConfigNode node) {
    return canonical(node, FOR_PEOPLE);
  }

  /** Lengths stand before texts, so that no two documents read the same. */
  private static String canonical(ConfigNode node, Set<String> leftOut) {
    return switch (node) {
      case ConfigNode.Scalar scalar ->
          scalar.type() + " " + scalar.text().length() + ":" + scalar.text();
      case ConfigNode.Sequence sequence ->
          sequence.items().stream().map(item -> canonical(item, Set.of())).toList().toString();
      case ConfigNode.Mapping mapping -> {
        var sorted = new TreeMap<String, String>();
        mapping
            .entries()
            .forEach(
                (key, entry) -> {
                  if (!leftOut.contains(key)) {
                    sorted.put(key.length() + ":" + key, canonical(entry.value(), Set.of()));
                  }
                });
        yield sorted.toString();
      }
    };
  }

  private static String digest(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
