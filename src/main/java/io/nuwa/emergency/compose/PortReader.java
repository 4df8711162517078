package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ports:} of a service in the short and the long syntax of compose. */
final class PortReader {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_]\\w*)(?::?[-?].*)?}|\\$([A-Za-z_]\\w*)");
  private static final int HIGHEST = 65_535;

  private record Range(int first, int last) {
    int length() {
      return last - first + 1;
    }
  }

  private final String service;
  private final Map<Position, String> written;
  private final Problems problems;

  PortReader(String service, Map<Position, String> written, Problems problems) {
    this.service = service;
    this.written = written;
    this.problems = problems;
  }

  /** The ports that stand in one entry. */
  List<ComposePort> read(ConfigNode entry) {
    return switch (entry) {
      case ConfigNode.Scalar scalar -> shortSyntax(scalar);
      case ConfigNode.Mapping mapping -> longSyntax(mapping);
      case ConfigNode.Sequence list -> unreadable("a list", list.position());
    };
  }

  private List<ComposePort> shortSyntax(ConfigNode.Scalar scalar) {
    String text = scalar.text();
    int slash = text.lastIndexOf('/');
    String protocol = slash < 0 ? "tcp" : text.substring(slash + 1);
    List<String> parts = split(slash < 0 ? text : text.substring(0, slash));
    String host = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    String address = String.join(":", parts.subList(0, Math.max(0, parts.size() - 2)));
    List<String> raw = split(written.getOrDefault(scalar.position(), ""));
    Optional<String> variable =
        raw.size() == parts.size() && raw.size() > 1
            ? variable(raw.get(raw.size() - 2))
            : Optional.empty();
    return ports(address, host, parts.getLast(), protocol, variable, scalar.position());
  }

  private List<ComposePort> longSyntax(ConfigNode.Mapping mapping) {
    String protocol = Nodes.text(mapping, "protocol");
    Optional<String> variable =
        Nodes.get(mapping, "published")
            .flatMap(node -> Optional.ofNullable(written.get(node.position())))
            .flatMap(PortReader::variable);
    return ports(
        Nodes.text(mapping, "host_ip"),
        Nodes.text(mapping, "published"),
        Nodes.text(mapping, "target"),
        protocol.isEmpty() ? "tcp" : protocol,
        variable,
        mapping.position());
  }

  private List<ComposePort> ports(
      String address,
      String host,
      String container,
      String protocol,
      Optional<String> variable,
      Position place) {
    Optional<Range> targets = range(container);
    Optional<Range> hosts = host.isEmpty() ? Optional.of(new Range(0, 0)) : range(host);
    if (targets.isEmpty() || hosts.isEmpty()) {
      return unreadable(host.isEmpty() ? container : host + ":" + container, place);
    }
    Range inside = targets.get();
    Range outside = hosts.get();
    boolean paired = outside.length() == inside.length();
    if (!host.isEmpty() && !paired && inside.length() > 1) {
      return unreadable(host + ":" + container, place);
    }
    String plain = address.replaceAll("[\\[\\]]", "");
    if (host.isEmpty() && variable.isPresent()) {
      problems.add(
          place,
          "'"
              + service
              + "' publishes its port "
              + container
              + " where the engine likes, for nothing sets "
              + variable.get()
              + ": give it a default, as in ${PORT:-8000}");
    }
    var ports = new ArrayList<ComposePort>();
    for (int i = 0; i < inside.length(); i++) {
      int first = host.isEmpty() ? 0 : paired ? outside.first() + i : outside.first();
      int last = host.isEmpty() ? 0 : paired ? outside.first() + i : outside.last();
      Optional<String> single = outside.length() == 1 ? variable : Optional.empty();
      ports.add(new ComposePort(plain, first, last, inside.first() + i, protocol, single, place));
    }
    return ports;
  }

  private List<ComposePort> unreadable(String text, Position place) {
    problems.add(
        place,
        "'" + text + "' of '" + service + "' is no port of compose, such as \"127.0.0.1:8000:80\"");
    return List.of();
  }

  private static Optional<String> variable(String text) {
    Matcher whole = VARIABLE.matcher(text);
    return whole.matches()
        ? Optional.ofNullable(whole.group(1)).or(() -> Optional.of(whole.group(2)))
        : Optional.empty();
  }

  /** First and last port, both included. */
  private static Optional<Range> range(String text) {
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    return last > HIGHEST || last < first ? Optional.empty() : Optional.of(new Range(first, last));
  }

  /** Splits at the colons that stand neither in a variable nor in an address of version 6. */
  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      depth += character == '{' || character == '[' ? 1 : 0;
      depth -= character == '}' || character == ']' ? 1 : 0;
      if (character == ':' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
