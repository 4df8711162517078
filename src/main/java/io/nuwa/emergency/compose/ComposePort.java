package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.Position;
import java.util.Optional;

/**
 * A port of a container that may be reached from outside.
 *
 * @param address which of this machine's addresses it listens on, without brackets; empty for all
 * @param first the lowest port of this machine; 0 when the engine picks one
 * @param last the highest, where the engine picks one of a range; else the same as the first
 * @param target the port inside of the container
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param variable what the file takes the port of this machine from, if from one variable alone
 * @param position where it stands
 */
public record ComposePort(
    String address,
    int first,
    int last,
    int target,
    String protocol,
    Optional<String> variable,
    Position position) {

  /** Whether the file says which port of this machine it is. */
  public boolean isFixed() {
    return first > 0 && first == last;
  }

  /** Whether it takes this port of this machine, or may. */
  public boolean mayTake(int port) {
    return first > 0 && first <= port && port <= last;
  }

  /** Whether everybody who can reach this machine can reach the container. */
  public boolean onAllInterfaces() {
    return address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
  }

  /** Whether both cannot be published at the same time. */
  public boolean collidesWith(ComposePort other) {
    boolean sameAddress =
        onAllInterfaces() || other.onAllInterfaces() || address.equals(other.address);
    return isFixed()
        && other.isFixed()
        && first == other.first
        && protocol.equals(other.protocol)
        && sameAddress;
  }
}
