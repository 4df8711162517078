package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What we must know of a compose file without asking a provider.
 *
 * @param services by name, in the order of the file
 */
public record ComposeFile(Map<String, Service> services) {

  /**
   * One service.
   *
   * @param image what it runs; empty when the provider builds it
   * @param profiles under which it is started; always when empty
   * @param hostPorts the ports of this machine that it publishes
   * @param rangedPorts those of which it publishes some or all, as it gives a range
   */
  public record Service(
      Optional<String> image,
      Set<String> profiles,
      Set<Integer> hostPorts,
      Set<Integer> rangedPorts) {
    boolean publishes(int port) {
      return hostPorts.contains(port) || rangedPorts.contains(port);
    }

    boolean starts(Collection<String> chosen) {
      return profiles.isEmpty() || profiles.stream().anyMatch(chosen::contains);
    }
  }

  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int LAST_PORT = 65_535;

  /** What came of reading. */
  public sealed interface Reading {
    /** It could be read. */
    record Read(ComposeFile file) implements Reading {}

    /** It could not. */
    record Unreadable(Failure failure) implements Reading {}
  }

  /**
   * Reads a file.
   *
   * @param variables what compose would substitute
   */
  public static Reading read(Path path, Map<String, String> variables) {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      return unreadable("the compose file " + path + " cannot be read", String.valueOf(e));
    }
    var problems = new Problems();
    var document = ConfigReader.read(path.toString(), text, problems);
    if (document.isEmpty()) {
      return unreadable(
          "the compose file " + path + " is broken",
          String.join("\n", problems.list().stream().map(Problem::toString).toList()));
    }
    var services = new LinkedHashMap<String, Service>();
    var interpolation = new Interpolation(variables);
    mapping(entry(document.get(), "services"))
        .forEach((name, entry) -> services.put(name, service(entry.value(), interpolation)));
    return new Reading.Read(new ComposeFile(services));
  }

  /** The images of the services that start with these profiles, each once. */
  public List<String> images(Collection<String> profiles) {
    return services.values().stream()
        .filter(service -> service.starts(profiles))
        .flatMap(service -> service.image().stream())
        .distinct()
        .toList();
  }

  /** The service that publishes this port, or may. */
  public Optional<String> publisher(int port) {
    return services.entrySet().stream()
        .filter(entry -> entry.getValue().publishes(port))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** What is wrong when a plan wants services that are not in the file; empty when nothing is. */
  public Optional<Failure> missing(List<String> wanted, String file) {
    var messages = new ArrayList<String>();
    for (String service : wanted) {
      if (!services.containsKey(service)) {
        messages.add(
            "'"
                + service
                + "' is no service of "
                + file
                + Suggestions.hint(service, services.keySet()));
      }
    }
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(Failure.of(FailureClass.CONFIGURATION, String.join("; ", messages), ""));
  }

  private static Reading unreadable(String summary, String evidence) {
    return new Reading.Unreadable(Failure.of(FailureClass.CONFIGURATION, summary, evidence));
  }

  private static Service service(ConfigNode node, Interpolation interpolation) {
    Optional<String> image =
        mapping(Optional.of(node)).containsKey("build")
            ? Optional.empty()
            : texts(entry(node, "image")).stream().findFirst().map(interpolation::apply);
    var ports = new TreeSet<Integer>();
    var ranged = new TreeSet<Integer>();
    for (ConfigNode item : items(entry(node, "ports"))) {
      Set<Integer> published = hostPorts(item, interpolation);
      (published.size() > 1 ? ranged : ports).addAll(published);
    }
    return new Service(image, Set.copyOf(texts(entry(node, "profiles"))), ports, ranged);
  }

  private static Set<Integer> hostPorts(ConfigNode item, Interpolation interpolation) {
    if (item instanceof ConfigNode.Mapping) {
      return texts(entry(item, "published")).stream()
          .findFirst()
          .map(text -> ports(interpolation.apply(text)))
          .orElse(Set.of());
    }
    String text = texts(Optional.of(item)).stream().findFirst().orElse("");
    String[] parts = interpolation.apply(text).replaceFirst("/\\w+$", "").split(":", -1);
    return parts.length < 2 ? Set.of() : ports(parts[parts.length - 2]);
  }

  /** One, as in {@code 8000}, or a range of them, as in {@code 8000-8010}. */
  private static Set<Integer> ports(String text) {
    Matcher range = PORTS.matcher(text);
    if (!range.matches()) {
      return Set.of();
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    return IntStream.rangeClosed(first, Math.min(last, LAST_PORT))
        .boxed()
        .collect(Collectors.toSet());
  }

  private static Optional<ConfigNode> entry(ConfigNode node, String key) {
    return Optional.ofNullable(mapping(Optional.of(node)).get(key)).map(ConfigNode.Entry::value);
  }

  private static Map<String, ConfigNode.Entry> mapping(Optional<ConfigNode> node) {
    return node.orElse(null) instanceof ConfigNode.Mapping mapping ? mapping.entries() : Map.of();
  }

  private static List<ConfigNode> items(Optional<ConfigNode> node) {
    return node.orElse(null) instanceof ConfigNode.Sequence sequence
        ? sequence.items()
        : node.stream().toList();
  }

  private static List<String> texts(Optional<ConfigNode> node) {
    return items(node).stream()
        .filter(ConfigNode.Scalar.class::isInstance)
        .map(scalar -> ((ConfigNode.Scalar) scalar).text())
        .toList();
  }
}
