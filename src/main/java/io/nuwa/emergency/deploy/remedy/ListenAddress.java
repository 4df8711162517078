package io.nuwa.emergency.deploy.remedy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Addresses as the kernel lists them: words of the machine's own byte order, in hex. */
final class ListenAddress {
  private static final String ALL = "00000000";
  private static final int IPV4 = 4;

  /** As one socket for both families sees an address of the older one. */
  private static final String MAPPED = "0000000000000000FFFF0000";

  private ListenAddress() {}

  /** How those are written at which a listener takes what is sent to this host. */
  static Set<String> matching(String host) {
    var written = new HashSet<String>();
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        String own = written(address.getAddress());
        written.add(own);
        written.add(ALL.repeat(IPV4));
        if (address.getAddress().length == IPV4) {
          written.add(MAPPED + own);
          written.add(ALL);
        }
      }
    } catch (UnknownHostException nowhere) {
      // Then nobody listens there.
    }
    return written;
  }

  private static String written(byte[] address) {
    var bytes = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    var hex = new StringBuilder();
    while (bytes.hasRemaining()) {
      hex.append(String.format("%08X", bytes.getInt()));
    }
    return hex.toString();
  }
}
