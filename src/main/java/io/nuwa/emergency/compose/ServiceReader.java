package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a service of the model that is left when files have been laid over each other. */
final class ServiceReader {
  private static final String STARTED = "service_started";
  private static final Set<String> ENDS = Set.of("no", "false", "on-failure");
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|us|ns|m|s)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "ns", 1L);

  private final Map<Position, String> written;
  private final Problems problems;

  /**
   * Reads into a project.
   *
   * @param written texts with variables as they were written, by their place
   */
  ServiceReader(Map<Position, String> written, Problems problems) {
    this.written = written;
    this.problems = problems;
  }

  /**
   * Reads one.
   *
   * @param awaited whether another service waits until it has ended well
   */
  ComposeService read(String name, ConfigNode.Entry entry, boolean awaited) {
    ConfigNode node = entry.value();
    var ports = new LinkedHashMap<String, ComposePort>();
    var reader = new PortReader(name, written, problems);
    for (ConfigNode item : Nodes.items(node, "ports")) {
      reader
          .read(item)
          .forEach(
              port ->
                  ports.put(
                      port.address()
                          + ":"
                          + port.first()
                          + "-"
                          + port.last()
                          + ":"
                          + port.target()
                          + "/"
                          + port.protocol(),
                      port));
    }
    Optional<ComposeHealth> health = Nodes.get(node, "healthcheck").map(this::health);
    boolean built = Nodes.get(node, "build").isPresent();
    Optional<String> restart = given(Nodes.text(node, "restart"));
    boolean checked = health.map(ComposeHealth::checks).orElse(false);
    boolean ends =
        restart.map(policy -> ENDS.contains(policy.split(":", 2)[0])).orElse(false)
            && !checked
            && ports.isEmpty();
    return new ComposeService(
        name,
        entry.key(),
        given(Nodes.text(node, "image")),
        built,
        Set.copyOf(Nodes.get(node, "profiles").map(Nodes::texts).orElse(List.of())),
        List.copyOf(ports.values()),
        health,
        dependsOn(node),
        replicas(node),
        Nodes.get(node, "provider").isPresent(),
        restart,
        awaited || ends,
        node);
  }

  /** What a service waits for, by the names of other services; what it shares counts too. */
  static Map<String, String> dependsOn(ConfigNode node) {
    var conditions = new LinkedHashMap<String, String>();
    for (ConfigNode.Scalar name : Nodes.names(node, "depends_on")) {
      String condition =
          Nodes.get(node, "depends_on")
              .flatMap(all -> Nodes.get(all, name.text()))
              .map(one -> Nodes.text(one, "condition"))
              .orElse("");
      conditions.put(name.text(), condition.isEmpty() ? STARTED : condition);
    }
    for (String key : List.of("links", "volumes_from")) {
      for (ConfigNode item : Nodes.items(node, key)) {
        String other = Nodes.text(item).split(":", 2)[0];
        if (!other.isEmpty() && !other.equals("container")) {
          conditions.putIfAbsent(other, STARTED);
        }
      }
    }
    for (String key : List.of("network_mode", "ipc", "pid")) {
      String mode = Nodes.text(node, key);
      if (mode.startsWith("service:")) {
        conditions.putIfAbsent(mode.substring("service:".length()), STARTED);
      }
    }
    return conditions;
  }

  private static int replicas(ConfigNode node) {
    return given(Nodes.text(node, "scale"))
        .or(() -> Nodes.get(node, "deploy").flatMap(one -> given(Nodes.text(one, "replicas"))))
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::valueOf)
        .orElse(1);
  }

  private ComposeHealth health(ConfigNode node) {
    Optional<ConfigNode> test = Nodes.get(node, "test");
    List<String> words =
        test.filter(one -> one instanceof ConfigNode.Scalar).isPresent()
            ? test.map(Nodes::texts).orElseThrow().stream()
                .flatMap(text -> List.of("CMD-SHELL", text).stream())
                .toList()
            : test.map(Nodes::texts).orElse(List.of());
    boolean disabled =
        Nodes.text(node, "disable").equals("true")
            || words.stream().findFirst().orElse("").equals("NONE");
    return new ComposeHealth(
        words,
        duration(node, "interval"),
        duration(node, "timeout"),
        given(Nodes.text(node, "retries"))
            .filter(text -> text.matches("\\d{1,6}"))
            .map(Integer::valueOf),
        duration(node, "start_period"),
        duration(node, "start_interval"),
        disabled);
  }

  private Optional<Duration> duration(ConfigNode node, String key) {
    String text = Nodes.text(node, key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher part = DURATION_PART.matcher(text);
    double nanos = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos += Double.parseDouble(part.group(1)) * NANOS.get(part.group(2));
      end = part.end();
    }
    if (end < text.length() && !text.equals("0")) {
      problems.add(
          Nodes.get(node, key).map(ConfigNode::position).orElse(node.position()),
          "'" + text + "' is no duration of compose, such as 1m30s");
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(Math.round(nanos)));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }
}
