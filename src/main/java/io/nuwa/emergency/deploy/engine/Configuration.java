package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * With what a container was made, as far as it makes another system of it: environment, words,
 * user, mounts, labels. Not the ports of this machine, and nothing that is new each time that the
 * same configuration is made again, such as its name, id and host name.
 *
 * @param lines one thing each; environments hold secrets, so that only a digest may leave
 * @param volumes what it keeps in volumes without a name, by where they are mounted: these are lost
 *     with the container
 * @param named the names of its other volumes
 * @param keeps whether anything outlives it: a named volume, or a folder of this machine
 * @param composeFiles what compose made it from, in its own words; empty when that is not said
 * @param hash by which compose v2 tells whether it is what the compose file says; may be empty
 */
public record Configuration(
    List<String> lines,
    List<String> volumes,
    List<String> named,
    boolean keeps,
    List<Path> composeFiles,
    String hash) {
  /** Of a container of which nothing was told. */
  public static final Configuration UNKNOWN =
      new Configuration(List.of(), List.of(), List.of(), true, List.of(), "");

  private static final Pattern NAMELESS = Pattern.compile("[0-9a-f]{64}");

  /** What engines set themselves, one of them the id. */
  private static final Pattern OF_ENGINE =
      Pattern.compile("(HOSTNAME|HOME|TERM|container)=.*", Pattern.DOTALL);

  /** What compose and engines write about the container, not into it. */
  private static final Pattern OF_PROVIDER =
      Pattern.compile("(com\\.docker\\.|io\\.podman\\.|PODMAN_SYSTEMD_UNIT).*");

  public Configuration {
    lines = List.copyOf(lines);
    volumes = List.copyOf(volumes);
    named = List.copyOf(named);
    composeFiles = List.copyOf(composeFiles);
  }

  /**
   * The same for the same configuration, and nothing of it can be read from it.
   *
   * @param changed is applied to each line before
   */
  public String digest(UnaryOperator<String> changed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        digest.update(changed.apply(line).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }

  /** Reads one element of what {@code inspect} prints. */
  static Configuration of(JsonNode inspected) {
    JsonNode config = inspected.path("Config");
    var lines = new ArrayList<String>();
    texts(config.path("Env")).stream()
        .filter(line -> !OF_ENGINE.matcher(line).matches())
        .sorted()
        .forEach(line -> lines.add("env " + line));
    texts(config.path("Entrypoint")).forEach(word -> lines.add("entrypoint " + word));
    texts(config.path("Cmd")).forEach(word -> lines.add("command " + word));
    lines.add("user " + config.path("User").asText(""));
    lines.add("folder " + config.path("WorkingDir").asText(""));
    texts(inspected.path("HostConfig").path("ExtraHosts")).stream()
        .sorted()
        .forEach(host -> lines.add("host " + host));
    labels(config.path("Labels")).forEach((name, text) -> lines.add("label " + name + "=" + text));
    var volumes = new ArrayList<String>();
    var named = new ArrayList<String>();
    var mounts = new ArrayList<String>();
    boolean keeps = false;
    for (JsonNode mount : inspected.path("Mounts")) {
      String type = mount.path("Type").asText("");
      String target = mount.path("Destination").asText("");
      boolean nameless =
          type.equals("volume") && NAMELESS.matcher(mount.path("Name").asText("")).matches();
      if (nameless) {
        volumes.add(target);
      } else if (type.equals("volume")) {
        named.add(mount.path("Name").asText(""));
      }
      keeps |= !nameless && !type.equals("tmpfs");
      mounts.add("mount " + type + " " + source(mount, type, nameless) + " " + target);
    }
    mounts.stream().sorted().forEach(lines::add);
    return new Configuration(
        lines,
        volumes,
        named,
        keeps,
        composeFiles(config.path("Labels")),
        config.path("Labels").path("com.docker.compose.config-hash").asText(""));
  }

  /** Some providers write them as they were given, which is relative to the project's folder. */
  private static List<Path> composeFiles(JsonNode labels) {
    String files = labels.path("com.docker.compose.project.config_files").asText("");
    String folder = labels.path("com.docker.compose.project.working_dir").asText("");
    try {
      return Pattern.compile(",")
          .splitAsStream(files)
          .filter(file -> !file.isBlank())
          .map(file -> Path.of(folder).resolve(file))
          .filter(Path::isAbsolute)
          .toList();
    } catch (InvalidPathException e) {
      // Of an engine on another kind of machine.
      return List.of();
    }
  }

  private static String source(JsonNode mount, String type, boolean nameless) {
    if (nameless) {
      return "";
    }
    return mount.path(type.equals("volume") ? "Name" : "Source").asText("")
        + (mount.path("RW").asBoolean(true) ? "" : " read-only");
  }

  private static Map<String, String> labels(JsonNode labels) {
    var sorted = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      if (!OF_PROVIDER.matcher(label.getKey()).matches()) {
        sorted.put(label.getKey(), label.getValue().asText());
      }
    }
    return sorted;
  }

  /** Podman writes an entrypoint of one text, Docker a list. */
  private static List<String> texts(JsonNode node) {
    var texts = new ArrayList<String>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asText()));
    } else if (node.isTextual() && !node.asText().isEmpty()) {
      texts.add(node.asText());
    }
    return texts;
  }

  @Override
  public String toString() {
    return "Configuration of " + lines.size() + " lines";
  }
}
