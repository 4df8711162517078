package io.nuwa.emergency.deploy.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The TCP sockets of a network as the kernel lists them: the network in which a process lives.
 * Every user may read it.
 *
 * @param listening the ports at which somebody listens, at whatever address
 * @param connections with others
 */
record Sockets(Set<Integer> listening, Set<Connection> connections) {
  private static final String LISTENING = "0A";
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int HEX = 16;

  Sockets {
    listening = Set.copyOf(listening);
    connections = Set.copyOf(connections);
  }

  /**
   * A connection, in whatever state.
   *
   * @param port at which it came in, or from which it went out
   * @param remote address and port of the other end, as the kernel writes them
   */
  record Connection(int port, String remote) {
    int remotePort() {
      return Sockets.port(remote);
    }
  }

  /** Those of the network of a process; empty when they cannot be read. */
  static Optional<Sockets> of(Path proc, long pid) {
    var listening = new HashSet<Integer>();
    var connections = new HashSet<Connection>();
    Path net = proc.resolve(Long.toString(pid)).resolve("net");
    try {
      read(Files.readAllLines(net.resolve("tcp")), listening, connections);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    try {
      read(Files.readAllLines(net.resolve("tcp6")), listening, connections);
    } catch (IOException noSuch) {
      // Not every kernel has IPv6.
    }
    return Optional.of(new Sockets(listening, connections));
  }

  private static void read(
      List<String> lines, Set<Integer> listening, Set<Connection> connections) {
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+", STATE + 2);
      if (columns.length <= STATE || !columns[LOCAL].contains(":")) {
        continue;
      }
      int port = port(columns[LOCAL]);
      if (columns[STATE].equals(LISTENING)) {
        listening.add(port);
      } else {
        connections.add(new Connection(port, columns[REMOTE]));
      }
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEX);
  }

  /** Whether a connection from this port of the other end came in at that port. */
  boolean has(int port, int remotePort) {
    return connections.stream()
        .anyMatch(one -> one.port() == port && one.remotePort() == remotePort);
  }

  /** Whether somebody has connected to that port since. */
  boolean hasNew(int port, Sockets before) {
    return connections.stream()
        .anyMatch(one -> one.port() == port && !before.connections().contains(one));
  }
}
