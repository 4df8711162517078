package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ports:} of a service in the short and the long syntax of compose. */
final class PortReader {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int HIGHEST = 65_535;

  /** A longer range would fill a plan with ports that nobody reads. */
  private static final int LONGEST_RANGE = 20;

  private final String service;
  private final Problems findings;

  PortReader(String service, Problems findings) {
    this.service = service;
    this.findings = findings;
  }

  /** The ports that stand in one entry; none when it publishes none that is known beforehand. */
  List<PublishedPort> read(ConfigNode entry) {
    return switch (entry) {
      case ConfigNode.Scalar scalar -> shortSyntax(scalar.text(), scalar.position());
      case ConfigNode.Mapping mapping -> longSyntax(mapping);
      case ConfigNode.Sequence list -> unreadable("a list", list.position());
    };
  }

  private List<PublishedPort> shortSyntax(String written, Position place) {
    List<String> parts = split(written);
    if (parts.size() == 1 && written.contains("$")) {
      Interpolated whole = Interpolated.of(written);
      if (!whole.complete()) {
        return unknown(written, place);
      }
      parts = split(whole.text());
    }
    String last = parts.getLast();
    int slash = last.lastIndexOf('/');
    String protocol = slash < 0 ? "tcp" : last.substring(slash + 1);
    String container = slash < 0 ? last : last.substring(0, slash);
    return switch (parts.size()) {
      case 1 -> range(container).isPresent() ? List.of() : unreadable(written, place);
      case 2 -> ports("", parts.getFirst(), container, protocol, place);
      case 3 -> ports(parts.getFirst(), parts.get(1), container, protocol, place);
      default -> unreadable(written, place);
    };
  }

  private List<PublishedPort> longSyntax(ConfigNode.Mapping mapping) {
    String published = Nodes.text(mapping, "published");
    String target = Nodes.text(mapping, "target");
    if (target.isEmpty()) {
      return unreadable("an entry without 'target'", mapping.position());
    }
    String protocol = Nodes.text(mapping, "protocol");
    return published.isEmpty()
        ? List.of()
        : ports(
            Nodes.text(mapping, "host_ip"),
            published,
            target,
            protocol.isEmpty() ? "tcp" : protocol,
            mapping.position());
  }

  private List<PublishedPort> ports(
      String address, String host, String container, String protocol, Position place) {
    if (host.isEmpty()) {
      return List.of();
    }
    Interpolated from = Interpolated.of(host);
    Interpolated to = Interpolated.of(container);
    if (!from.complete() || !to.complete()) {
      return unknown(host + ":" + container, place);
    }
    Optional<int[]> hosts = range(from.text());
    Optional<int[]> containers = range(to.text());
    if (hosts.isEmpty() || containers.isEmpty()) {
      return unreadable(host + ":" + container, place);
    }
    String plainAddress = Interpolated.of(address).text().replaceAll("[\\[\\]]", "");
    return pairs(plainAddress, hosts.get(), containers.get(), protocol, from.variable(), place);
  }

  private List<PublishedPort> pairs(
      String address,
      int[] hosts,
      int[] containers,
      String protocol,
      Optional<String> variable,
      Position place) {
    int length = hosts[1] - hosts[0] + 1;
    if (length != containers[1] - containers[0] + 1) {
      findings.add(
          place,
          "'"
              + service
              + "' publishes a range of another length than its own: which port is"
              + " taken is only known afterwards");
      return List.of();
    }
    if (length > LONGEST_RANGE) {
      findings.add(
          place,
          "'"
              + service
              + "' publishes "
              + length
              + " ports; the plan has the first "
              + LONGEST_RANGE);
    }
    var ports = new ArrayList<PublishedPort>();
    Optional<String> single = length == 1 ? variable : Optional.empty();
    for (int i = 0; i < Math.min(length, LONGEST_RANGE); i++) {
      ports.add(
          new PublishedPort(
              service, address, hosts[0] + i, containers[0] + i, protocol, single, place));
    }
    return ports;
  }

  private List<PublishedPort> unknown(String written, Position place) {
    findings.add(
        place,
        "'"
            + written
            + "' is known to compose only: give the variable a default, as in ${PORT:-8000}");
    return List.of();
  }

  private List<PublishedPort> unreadable(String written, Position place) {
    findings.add(place, "'" + written + "' is no port of compose, such as \"127.0.0.1:8000:80\"");
    return List.of();
  }

  /** First and last port, both included. */
  private static Optional<int[]> range(String text) {
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
    return first < 1 || last > HIGHEST || last < first
        ? Optional.empty()
        : Optional.of(new int[] {first, last});
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
