package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.compose.ComposePort;
import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the ports that a start is about to publish before the engine trips over them: rootless
 * Podman 4.3 keeps the name of a container whose port was held, and its network resolves it to an
 * address where nobody lives. A holder of the loopback is in the way of one who wants all
 * addresses, too.
 */
final class HeldPorts {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private HeldPorts() {}

  /**
   * The first port of these services that somebody else has.
   *
   * @param ours the containers of the project: what one publishes already is no obstacle to it
   * @return a failure of the class that the engine would have come to; empty when all are free
   */
  static Optional<Failure> first(
      ComposeProject file, List<String> services, List<Container> ours, Engine engine) {
    if (!engine.isLocal()) {
      return Optional.empty();
    }
    for (String service : services) {
      ComposeService wanted = file.services().get(service);
      if (wanted == null) {
        continue;
      }
      for (ComposePort published : wanted.ports()) {
        int port = published.first();
        // At another address than the loopback the engine alone can tell.
        boolean here = published.onAllInterfaces() || LOOPBACK.contains(published.address());
        if (!here || !published.isFixed() || !published.protocol().equals("tcp")) {
          continue;
        }
        boolean itsOwn =
            ours.stream().anyMatch(one -> one.service().equals(service) && publishes(one, port));
        if (!itsOwn && engine.machine().isHeld(port)) {
          return Optional.of(failure(service, port));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean publishes(Container container, int port) {
    return (container.running() || container.paused()) && container.hostPorts().contains(port);
  }

  private static Failure failure(String service, int port) {
    return new Failure(
        FailureClass.PORT_IN_USE,
        "port " + port + " of service " + service + " is held already: nothing was started",
        "measured before the start: TCP port " + port + " of this machine cannot be bound",
        Map.of("port", Integer.toString(port), "service", service));
  }
}
