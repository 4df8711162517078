package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A service of a compose file.
 *
 * @param name as compose calls it
 * @param position where its name stands
 * @param node everything that stands below
 * @param ports what it publishes
 */
record ComposeService(String name, Position position, ConfigNode node, List<PublishedPort> ports) {
  private static final Pattern LOCAL_URL =
      Pattern.compile(
          "http://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::(\\d{1,5}))?"
              + "(/[A-Za-z0-9._~/?=&%-]*)?");

  /** Where a health check asks inside the container: a port and a path. */
  record HealthUrl(int port, String path) {}

  static ComposeService read(String name, ConfigNode.Entry entry, Problems findings) {
    var reader = new PortReader(name, findings);
    List<PublishedPort> ports =
        Nodes.items(entry.value(), "ports").stream()
            .flatMap(port -> reader.read(port).stream())
            .toList();
    return new ComposeService(name, entry.key(), entry.value(), ports);
  }

  /** Whether compose starts it only when a profile is asked for. */
  boolean optional() {
    return !Nodes.items(node, "profiles").isEmpty();
  }

  /** Whether this file says how to tell if it is well; its image may say so too. */
  boolean checksHealth() {
    return Nodes.get(node, "healthcheck")
        .filter(check -> !Nodes.text(check, "disable").equals("true"))
        .filter(check -> !healthTest(check).startsWith("NONE"))
        .isPresent();
  }

  /** What the health check asks over HTTP, if that can be seen. */
  java.util.Optional<HealthUrl> healthUrl() {
    if (!checksHealth()) {
      return java.util.Optional.empty();
    }
    String test = Nodes.get(node, "healthcheck").map(ComposeService::healthTest).orElse("");
    Matcher url = LOCAL_URL.matcher(Interpolated.of(test).text());
    if (!url.find()) {
      return java.util.Optional.empty();
    }
    int port = url.group(1) == null ? 80 : Integer.parseInt(url.group(1));
    return java.util.Optional.of(new HealthUrl(port, url.group(2) == null ? "/" : url.group(2)));
  }

  private static String healthTest(ConfigNode check) {
    String words =
        Nodes.items(check, "test").stream()
            .map(word -> word instanceof ConfigNode.Scalar scalar ? scalar.text() : "")
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? Nodes.text(check, "test") : words;
  }
}
