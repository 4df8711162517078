package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A TCP port of this machine behind which a container stands, as the engine maps it.
 *
 * @param address of this machine; empty for all of its addresses
 * @param number on this machine
 * @param inside the port in the container
 */
public record PublishedPort(String address, int number, int inside) {
  private static final String TCP = "/tcp";
  private static final String ALL = "0.0.0.0";
  private static final String ALL_OF_6 = "::";

  /** Whether it is published on every address of this machine, of one family at least. */
  public boolean everywhere() {
    return address.isEmpty() || address.equals(ALL) || address.equals(ALL_OF_6);
  }

  /** Where it can be asked: at its own address, or at the loopback where it has all of them. */
  public String asked() {
    return everywhere() ? (address.equals(ALL_OF_6) ? "::1" : "127.0.0.1") : address;
  }

  /**
   * Reads one element of what {@code inspect} prints: what was asked for and what came of it, as a
   * port that the engine was to choose stands in the second only.
   */
  static List<PublishedPort> of(JsonNode inspected) {
    var ports = new LinkedHashSet<PublishedPort>();
    for (JsonNode bindings :
        List.of(
            inspected.path("HostConfig").path("PortBindings"),
            inspected.path("NetworkSettings").path("Ports"))) {
      for (Map.Entry<String, JsonNode> binding : bindings.properties()) {
        for (JsonNode one : binding.getValue()) {
          read(binding.getKey(), one, ports);
        }
      }
    }
    return new ArrayList<>(ports);
  }

  private static void read(String inside, JsonNode binding, LinkedHashSet<PublishedPort> ports) {
    int number = binding.path("HostPort").asInt();
    if (number > 0 && inside.endsWith(TCP)) {
      ports.add(
          new PublishedPort(
              binding.path("HostIp").asText(""),
              number,
              Integer.parseInt(inside.substring(0, inside.length() - TCP.length()))));
    }
  }
}
