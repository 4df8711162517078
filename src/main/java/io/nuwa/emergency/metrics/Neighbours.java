package io.nuwa.emergency.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may ask at one of this machine's addresses: whoever is on its own network. Linux takes a
 * packet for any of its addresses on any of its interfaces, so that an address of a network of
 * containers can be reached by whoever stands on the same wire; an answer to a made-up sender never
 * arrives there.
 *
 * @param own the address that is asked at
 * @param prefix how many bits of it name the network
 */
record Neighbours(InetAddress own, int prefix) {

  private static final Path INTERFACES = Path.of("/sys/class/net");
  private static final int LOOPBACK_BITS = 8;

  /** Around one of this machine's addresses; empty when no containers live there. */
  static Optional<Neighbours> of(InetAddress own) throws IOException {
    if (own.isLoopbackAddress()) {
      boolean v4 = own.getAddress().length == Integer.BYTES;
      return Optional.of(new Neighbours(own, v4 ? LOOPBACK_BITS : Byte.SIZE * Long.BYTES * 2));
    }
    NetworkInterface network = NetworkInterface.getByInetAddress(own);
    if (network == null || !isInward(INTERFACES.resolve(network.getName()))) {
      return Optional.empty();
    }
    return network.getInterfaceAddresses().stream()
        .filter(one -> one.getAddress().equals(own))
        .map(InterfaceAddress::getNetworkPrefixLength)
        .findFirst()
        .map(bits -> new Neighbours(own, bits));
  }

  /**
   * Whether it is a bridge without a device of the machine in it: with one, the network outside
   * would be a neighbour too.
   *
   * @param network as the kernel describes it, such as {@code /sys/class/net/podman1}
   */
  static boolean isInward(Path network) throws IOException {
    if (!Files.isDirectory(network.resolve("bridge"))) {
      return false;
    }
    try (var ports = Files.newDirectoryStream(network.resolve("brif"))) {
      for (Path port : ports) {
        if (Files.exists(port.resolve("device"))
            || Files.exists(network.resolveSibling(port.getFileName()).resolve("device"))) {
          return false;
        }
      }
    }
    return true;
  }

  boolean admit(InetAddress asking) {
    byte[] here = own.getAddress();
    byte[] there = asking.getAddress();
    if (here.length != there.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((here[bit / 8] & mask) != (there[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
