package io.nuwa.emergency.deploy.witness;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who holds each port that the plan names or a container of the project publishes. */
record PortsWitness(Deployment deployment, Plan plan, PortHolders holders) implements Witness {
  private static final String STRANGER = "STRANGER ";

  /** Ours or a stranger: only the engine could tell. */
  private static final String SOMEBODY = "somebody: ";

  @Override
  public String name() {
    return "ports";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    Optional<List<Container>> containers = containers(input);
    Map<Integer, String> ports = ports(input, containers.orElse(List.of()));
    var unknown = new ArrayList<String>();
    var strangers = new ArrayList<String>();
    var closed = new ArrayList<String>();
    var rows = new StringBuilder();
    ports.forEach(
        (port, name) -> {
          String holder = holder(port, containers);
          String label = port + (name.isEmpty() ? "" : " (" + name + ")");
          rows.append("%-24s %s%n".formatted(label, holder));
          if (holder.startsWith(SOMEBODY)) {
            unknown.add(label + " is held by " + holder.substring(SOMEBODY.length()));
          } else if (holder.startsWith(STRANGER)) {
            strangers.add(label + " is held by a stranger, " + holder.substring(STRANGER.length()));
          } else if (holder.startsWith("nobody")) {
            closed.add(label);
          }
        });
    String first = ports.isEmpty() ? "no port is known" : first(unknown, strangers, closed);
    String blind =
        containers.isEmpty()
            ? "\nThe engine did not list its containers, so ours cannot be told from others.\n"
            : "";
    return List.of(new Evidence("ports.txt", first + "\n\n" + rows + blind));
  }

  private static String first(List<String> unknown, List<String> strangers, List<String> closed) {
    var parts = new ArrayList<String>();
    if (!unknown.isEmpty()) {
      parts.add("whose the holders are is not known: " + String.join(", ", unknown));
    }
    parts.addAll(strangers);
    if (!closed.isEmpty()) {
      parts.add("nobody listens on " + String.join(", ", closed));
    }
    return parts.isEmpty() ? "every port is held by a container of ours" : String.join("; ", parts);
  }

  private Map<Integer, String> ports(StepInput input, List<Container> containers) {
    var ports = new TreeMap<Integer, String>();
    String project = deployment.stack().project();
    for (Container one : containers) {
      if (one.project().equals(project)) {
        one.hostPorts().forEach(port -> ports.put(port, one.service()));
      }
    }
    for (String name : plan.ports().keySet()) {
      try {
        ports.put(input.values().port(name), name);
      } catch (MissingValueException | NumberFormatException unknown) {
        ports.put(plan.ports().get(name), name);
      }
    }
    return ports;
  }

  private String holder(int port, Optional<List<Container>> containers) {
    List<Container> publishers =
        containers.orElse(List.of()).stream()
            .filter(one -> one.running() || one.paused())
            .filter(one -> one.hostPorts().contains(port))
            .toList();
    for (Container one : publishers) {
      if (one.project().equals(deployment.stack().project())) {
        return "our container " + one.name() + " (" + one.status() + ")";
      }
    }
    if (holders.isFree(port)) {
      return "nobody";
    }
    if (publishers.isEmpty() && holders.isForbidden(port, deployment.machine().userId())) {
      return "nobody that can be seen; this user may not open it";
    }
    String process =
        holders.describe(port) + holders.commandLine(port).map(l -> ": " + l).orElse("");
    if (!publishers.isEmpty()) {
      return STRANGER + "container " + publishers.getFirst().name() + ", " + process;
    }
    return (containers.isEmpty() ? SOMEBODY : STRANGER) + process;
  }

  /** Empty when the engine does not tell. */
  private Optional<List<Container>> containers(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> Optional.empty();
      case Detection.Found found ->
          switch (new Containers(found.engine()).all()) {
            case Listing.Unknown unknown -> Optional.empty();
            case Listing.Known known -> Optional.of(known.containers());
          };
    };
  }
}
