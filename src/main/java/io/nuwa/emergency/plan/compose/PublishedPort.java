package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.Position;
import java.util.Optional;

/**
 * A port of a container that this machine listens on.
 *
 * @param service whose container
 * @param address which of this machine's addresses; empty for all of them
 * @param host the port of this machine
 * @param container the port inside
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param variable what compose takes the port of this machine from, if from one variable
 * @param position where it stands
 */
record PublishedPort(
    String service,
    String address,
    int host,
    int container,
    String protocol,
    Optional<String> variable,
    Position position) {

  /** Whether everybody who can reach this machine can reach the container. */
  boolean onAllInterfaces() {
    return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
  }

  /** Whether both cannot be published at the same time. */
  boolean collidesWith(PublishedPort other) {
    boolean sameAddress =
        onAllInterfaces() || other.onAllInterfaces() || address.equals(other.address);
    return host == other.host && protocol.equals(other.protocol) && sameAddress;
  }
}
