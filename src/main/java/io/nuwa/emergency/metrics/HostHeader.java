package io.nuwa.emergency.metrics;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * For whom a request was meant. A web page may give its own name the address of this machine, and
 * read with the browser of whoever looks at it what this machine gives out.
 */
final class HostHeader {
  /** The last two are what engines call this machine in their containers. */
  private static final Set<String> NAMES =
      Set.of("localhost", "localhost.", "host.docker.internal", "host.containers.internal");

  private HostHeader() {}

  /**
   * Whether it names this machine: as localhost, by an address of loopback or the one that was
   * connected to, or not at all, as browsers never do.
   */
  static boolean isOurs(ClassicHttpRequest request, InetAddress local) {
    var headers = request.getHeaders(HttpHeaders.HOST);
    if (headers.length == 0) {
      return true;
    }
    if (headers.length > 1) {
      return false;
    }
    String host = name(headers[0].getValue().strip().toLowerCase(Locale.ROOT));
    if (NAMES.contains(host)) {
      return true;
    }
    try {
      InetAddress named = InetAddress.ofLiteral(host);
      return named.isLoopbackAddress() || named.equals(local);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Without the port. */
  private static String name(String value) {
    if (value.startsWith("[")) {
      int end = value.indexOf(']');
      return end > 0 ? value.substring(1, end) : value;
    }
    int colon = value.indexOf(':');
    return colon >= 0 ? value.substring(0, colon) : value;
  }
}
