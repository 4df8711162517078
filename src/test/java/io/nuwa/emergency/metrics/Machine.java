package io.nuwa.emergency.metrics;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that the tests run on. */
final class Machine {
  private Machine() {}

  /** An IPv4 address of an interface that is neither loopback nor a bridge; empty without any. */
  static Optional<InetAddress> outwardAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(one -> !Files.exists(Path.of("/sys/class/net", one.getName(), "bridge")))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
        .findFirst();
  }
}
