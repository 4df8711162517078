package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a container hangs on networks. One that was taken off while it ran goes on running, passes
 * its own health check, and nobody reaches it.
 *
 * @param mode as the engine calls it, such as {@code bridge} or {@code host}
 * @param names by network: the names under which others find it there; may be unknown
 * @param gateways by network: the address of whoever leads out of it; a network without one is left
 *     out, as are all while it does not run
 */
public record Attachment(
    String mode, Map<String, List<String>> names, Map<String, String> gateways) {
  /** The engines' own networks, on which containers have no names. */
  private static final Set<String> NAMELESS = Set.of("bridge", "podman");

  /** Of a container of which nothing was told. */
  public static final Attachment UNKNOWN = new Attachment("", Map.of(), Map.of());

  public Attachment {
    names = Map.copyOf(names);
    gateways = Map.copyOf(gateways);
  }

  /** The gateway of its network; of the first one by name when there are several. */
  public Optional<String> gateway() {
    return gateways.entrySet().stream().min(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
  }

  /** What is wrong with it for a running container of this service; empty when nothing is. */
  public Optional<String> trouble(String service) {
    if (!hangsOnNetworks()) {
      return Optional.empty();
    }
    if (names.isEmpty()) {
      return Optional.of("is running, but on no network");
    }
    boolean told =
        names.entrySet().stream()
            .anyMatch(one -> !NAMELESS.contains(one.getKey()) && !one.getValue().isEmpty());
    boolean found = names.values().stream().anyMatch(list -> list.contains(service));
    return told && !found && !service.isEmpty()
        ? Optional.of(
            "is running, but nobody finds it by its name on the network "
                + String.join(", ", names.keySet()))
        : Optional.empty();
  }

  /** Host, none, another container's, and the rootless ones have no list of networks. */
  private boolean hangsOnNetworks() {
    return !mode.isEmpty()
        && !mode.equals("host")
        && !mode.equals("none")
        && !mode.equals("default")
        && !mode.startsWith("slirp4netns")
        && !mode.startsWith("pasta")
        && !mode.contains(":");
  }

  /** Reads one element of what {@code inspect} prints. */
  static Attachment of(JsonNode inspected) {
    var names = new LinkedHashMap<String, List<String>>();
    var gateways = new LinkedHashMap<String, String>();
    inspected
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(
            network -> {
              var aliases = new ArrayList<String>();
              network.getValue().path("Aliases").forEach(alias -> aliases.add(alias.asText()));
              names.put(network.getKey(), aliases);
              String gateway = network.getValue().path("Gateway").asText("");
              if (!gateway.isEmpty()) {
                gateways.put(network.getKey(), gateway);
              }
            });
    return new Attachment(
        inspected.path("HostConfig").path("NetworkMode").asText(""), names, gateways);
  }
}
