package io.nuwa.emergency.web;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where a host is: all of its addresses, since the first may be one where nobody listens. Names
 * below {@code localhost} are the loopback of both versions, whatever this machine's resolver
 * knows.
 */
public final class HostAddresses {
  private static final String LOCALHOST = "localhost";

  private HostAddresses() {}

  /** A host as a resolver knows it: without brackets, and other scripts than Latin encoded. */
  public static String plain(String host) {
    String bare = host.replaceAll("^\\[|]$", "");
    boolean ascii = bare.chars().allMatch(character -> character < 128);
    return ascii ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
  }

  /**
   * All addresses of a host.
   *
   * @throws UnknownHostException when its name stands for none
   */
  public static List<InetAddress> of(String host) throws UnknownHostException {
    String name;
    try {
      name = plain(host).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(host);
    }
    return name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST)
        ? List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"))
        : List.of(InetAddress.getAllByName(name));
  }
}
