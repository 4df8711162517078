package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A cheap first look at a container, from outside. */
final class PublishedPorts {
  /** A loopback answers in less than one; what does not is asked again anyway. */
  private static final int PATIENCE_MILLIS = 50;

  private PublishedPorts() {}

  /** Whether any port that it publishes takes a TCP connection on this machine's loopback. */
  static boolean accept(Container container) {
    for (int port : container.hostPorts()) {
      try (var socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return true;
      } catch (IOException closed) {
        // The next one may be open.
      }
    }
    return false;
  }
}
