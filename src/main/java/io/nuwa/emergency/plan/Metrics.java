package io.nuwa.emergency.plan;

import java.util.List;
import java.util.Optional;

/**
 * Where the watch gives out its figures. Nothing of it can be reached from another machine.
 *
 * @param listen where they may be fetched
 * @param targets the file, relative to the home, that tells a Prometheus in a container where it
 *     finds them; absent: nobody is told
 * @param textfile the file, relative to the home, that they are written to for a collector of text
 *     files; absent: none is written
 */
public record Metrics(List<Address> listen, Optional<String> targets, Optional<String> textfile) {
  /** Nobody asked for figures. */
  public static final Metrics NONE = new Metrics(List.of(), Optional.empty(), Optional.empty());

  public Metrics {
    listen = List.copyOf(listen);
  }

  /** Where to listen. */
  public sealed interface Address {
    /** From 1 to 65535. */
    int port();
  }

  /**
   * For programs of this machine.
   *
   * @param host a loopback address, such as {@code 127.0.0.1} or {@code ::1}
   */
  public record Loopback(String host, int port) implements Address {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * For containers of this machine: this machine's own address in the network of the stack, which
   * only the engine knows.
   *
   * @param service the service of the stack that shall reach it
   */
  public record Gateway(String service, int port) implements Address {
    @Override
    public String toString() {
      return "${gateway." + service + "}:" + port;
    }
  }
}
