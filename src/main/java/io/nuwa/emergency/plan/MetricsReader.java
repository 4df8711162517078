package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code metrics:}. */
final class MetricsReader {
  private static final int HIGHEST_PORT = 65_535;

  /** Four groups of digits, a bracketed IPv6 address or a name, and a port. */
  private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:\\[\\]]+):(\\d{1,5})");

  private static final String OPENING = "${gateway.";
  private static final Pattern GATEWAY =
      Pattern.compile(Pattern.quote(OPENING) + "([A-Za-z0-9._-]+)}");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]");

  /** node_exporter overlooks every other name. */
  private static final String COLLECTED = ".prom";

  private final Section section;
  private final List<String> services;

  private MetricsReader(Section section, List<String> services) {
    this.section = section;
    this.services = services;
  }

  /** {@link Metrics#NONE} when the plan does not speak of it. */
  static Metrics read(Section root, Optional<Stack> stack) {
    List<String> services = stack.map(Stack::services).orElse(List.of());
    return root.section("metrics")
        .map(section -> new MetricsReader(section, services).read())
        .orElse(Metrics.NONE);
  }

  private Metrics read() {
    var listen = new ArrayList<Metrics.Address>();
    for (ConfigNode.Scalar text : section.scalars("listen")) {
      address(text).filter(address -> isNew(address, listen, text)).ifPresent(listen::add);
    }
    var metrics = new Metrics(listen, file("targets"), file("textfile"));
    check(metrics);
    section.finish();
    return metrics;
  }

  private void check(Metrics metrics) {
    if (!section.has("listen") && !section.has("textfile")) {
      section.problems().add(section.position(), "'metrics' needs 'listen' or 'textfile', or both");
    }
    if (section.node("listen").filter(MetricsReader::isEmpty).isPresent()) {
      section.problem("listen", "'listen' names no address, such as 127.0.0.1:9464");
    }
    boolean reachable = section.texts("listen").stream().anyMatch(text -> text.startsWith(OPENING));
    if (metrics.targets().isPresent() && !reachable) {
      section.problem(
          "targets",
          "'targets' tells a container where to fetch figures, and 'listen' has no"
              + " '${gateway.SERVICE}:PORT' that a container could reach");
    }
    if (metrics.textfile().filter(name -> !name.endsWith(COLLECTED)).isPresent()) {
      section.problem(
          "textfile", "'textfile' must end in '.prom': collectors overlook every other file");
    }
  }

  private static boolean isEmpty(ConfigNode node) {
    return node instanceof ConfigNode.Sequence list && list.items().isEmpty();
  }

  private boolean isNew(
      Metrics.Address address, List<Metrics.Address> known, ConfigNode.Scalar text) {
    if (known.contains(address)) {
      section.problems().add(text.position(), "'" + text.text() + "' stands here twice");
      return false;
    }
    return true;
  }

  private Optional<String> file(String key) {
    Optional<String> file = section.optionalText(key);
    if (file.filter(String::isBlank).isPresent()) {
      section.problem(key, "'" + key + "' is empty: name a file, or leave it out");
      return Optional.empty();
    }
    return file;
  }

  private Optional<Metrics.Address> address(ConfigNode.Scalar written) {
    Matcher parts = ADDRESS.matcher(written.text().strip());
    if (!parts.matches()) {
      return wrong(written, "is no HOST:PORT, such as 127.0.0.1:9464");
    }
    int port = Integer.parseInt(parts.group(2));
    if (port < 1 || port > HIGHEST_PORT) {
      return wrong(written, "has a port that is not from 1 to " + HIGHEST_PORT);
    }
    String host = parts.group(1);
    Matcher gateway = GATEWAY.matcher(host);
    if (gateway.matches()) {
      References.check(
          "service", gateway.group(1), services, written.position(), section.problems());
      return Optional.of(new Metrics.Gateway(gateway.group(1), port));
    }
    if (!LOOPBACK.matcher(host).matches()) {
      return wrong(
          written,
          "could be reached from other machines: listen on 127.0.0.1, on [::1], or for a service"
              + " of the stack on ${gateway.SERVICE}");
    }
    // What a name stands for is the business of files that somebody may change.
    String literal = host.equals("localhost") ? "127.0.0.1" : host.replaceAll("[\\[\\]]", "");
    return Optional.of(new Metrics.Loopback(literal, port));
  }

  private Optional<Metrics.Address> wrong(ConfigNode.Scalar written, String what) {
    section.problems().add(written.position(), "'" + written.text() + "' " + what);
    return Optional.empty();
  }
}
