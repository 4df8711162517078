package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.PublishedPort;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says of each port who must answer there: by the engine's own mapping first. A port that no
 * container publishes is one of the stack all the same when its compose file publishes it, when the
 * plan hands it to compose, or when it is called like a service.
 */
final class StackPorts {
  private static final String HOST = "host";

  private final Deployment deployment;
  private final Values values;
  private final Optional<List<Container>> containers;

  /**
   * Knows a stack.
   *
   * @param containers of its project; empty when the engine does not tell
   */
  StackPorts(Deployment deployment, Values values, Optional<List<Container>> containers) {
    this.deployment = deployment;
    this.values = values;
    this.containers =
        containers.map(all -> all.stream().filter(one -> !one.service().isEmpty()).toList());
  }

  /**
   * Who must answer.
   *
   * @param host where the plan wants it to be asked; empty for where it is published
   */
  Expected at(String name, int number, String host) {
    if (!host.isEmpty() && !isOfThisMachine(host)) {
      return new Expected.Anybody();
    }
    List<Expected.Publisher> publishers = publishers(number);
    Optional<Expected> there =
        publishers.stream()
            .filter(one -> host.isEmpty() || covers(one.port(), host))
            .min(Comparator.comparing(one -> one.port().asked().contains(":")))
            .map(Expected.class::cast)
            .or(() -> resident(name, number));
    if (there.isPresent()) {
      return there.get();
    }
    if (!publishers.isEmpty()) {
      Expected.Publisher other = publishers.getFirst();
      return new Expected.Missing(
          Optional.of(other.container().name() + " has it at " + other.port().asked()));
    }
    if (!isOfStack(name, number)) {
      return new Expected.Anybody();
    }
    return containers.isPresent() ? new Expected.Missing(Optional.empty()) : new Expected.Untold();
  }

  private List<Expected.Publisher> publishers(int number) {
    return containers.orElse(List.of()).stream()
        .filter(one -> one.running() || one.paused())
        .flatMap(
            one ->
                one.published().stream()
                    .filter(port -> port.number() == number)
                    .map(port -> new Expected.Publisher(one, port)))
        .toList();
  }

  /** A container in the machine's own network publishes nothing, and its processes listen here. */
  private Optional<Expected> resident(String name, int number) {
    Optional<String> service = deployment.stack().serviceAt(name).or(() -> inFile(number));
    return containers.orElse(List.of()).stream()
        .filter(one -> one.running() && one.attachment().mode().equals(HOST))
        .filter(one -> service.isEmpty() || service.get().equals(one.service()))
        .<Expected>map(Expected.Resident::new)
        .findFirst();
  }

  private boolean isOfStack(String name, int number) {
    Stack stack = deployment.stack();
    String template = "${" + Values.PORT + name + "}";
    return (!name.isEmpty()
            && (stack.serviceAt(name).isPresent()
                || stack.environment().values().stream().anyMatch(one -> one.contains(template))))
        || inFile(number).isPresent();
  }

  private Optional<String> inFile(int number) {
    try {
      return deployment.readComposeFile(values) instanceof ComposeReading.Read(var file)
          ? file.publisher(number)
          : Optional.empty();
    } catch (MissingValueException e) {
      return Optional.empty();
    }
  }

  private static boolean covers(PublishedPort port, String host) {
    try {
      return port.everywhere()
          || InetAddress.getByName(port.address()).equals(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isOfThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }
}
