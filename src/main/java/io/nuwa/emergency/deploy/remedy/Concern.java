package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.health.Survey;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which containers of a stack a failure is about: those of the services that it names, or else of
 * the one that publishes the port at which nobody answered.
 *
 * @param services of the stack
 * @param containers by name, where only some of a service's are in trouble; else empty
 */
record Concern(List<String> services, Set<String> containers) {

  static Concern of(Failure failure, Deployment deployment, List<Container> known, Values values) {
    List<String> named =
        FailureDetails.services(failure).stream()
            .filter(deployment.stack().services()::contains)
            .toList();
    return named.isEmpty()
        ? new Concern(publishers(failure, deployment, known, values), Set.of())
        : new Concern(named, containers(failure));
  }

  private static Set<String> containers(Failure failure) {
    String names = failure.details().getOrDefault(Survey.CONTAINERS, "");
    return names.isEmpty() ? Set.of() : Set.of(names.split(",", -1));
  }

  /** Whether this one is in trouble, as far as the failure tells. */
  boolean covers(Container container) {
    return services.contains(container.service())
        && (containers.isEmpty() || containers.contains(container.name()));
  }

  private static List<String> publishers(
      Failure failure, Deployment deployment, List<Container> known, Values values) {
    Optional<Integer> port = FailureDetails.port(failure);
    if (port.isEmpty() || !isHere(failure.details().get("host"))) {
      return List.of();
    }
    return Stream.concat(
            known.stream()
                .filter(one -> one.hostPorts().contains(port.get()))
                .map(Container::service),
            inFile(port.get(), deployment, values).stream())
        .filter(deployment.stack().services()::contains)
        .distinct()
        .toList();
  }

  private static Optional<String> inFile(int port, Deployment deployment, Values values) {
    try {
      return deployment.readComposeFile(values) instanceof ComposeReading.Read(var file)
          ? file.publisher(port)
          : Optional.empty();
    } catch (MissingValueException e) {
      return Optional.empty();
    }
  }

  private static boolean isHere(String host) {
    if (host == null) {
      return true;
    }
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
