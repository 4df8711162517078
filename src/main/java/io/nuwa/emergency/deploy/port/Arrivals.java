package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.engine.PublishedPort;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees whether connections to published ports reach the containers behind them. Where the kernel
 * forwards, a connection of ours is found in the container's network, from the very port from which
 * it went out. Where a program forwards, it makes one of its own, so that it must be one that was
 * not there before. A socket that takes a connection and does neither, such as the one with which
 * Podman's monitor keeps a port from others, is no answer.
 */
final class Arrivals {
  /** Programs that take connections for a container and pass them on. */
  private static final Set<String> FORWARDERS =
      Set.of(
          "docker-proxy",
          "rootlessport",
          "rootlessport-ch",
          "rootlesskit",
          "slirp4netns",
          "pasta",
          "pasta.avx2",
          "passt",
          "passt.avx2",
          "exe",
          "gvproxy",
          "vpnkit");

  /** Keeps the port of a container and takes nothing. */
  private static final String MONITOR = "conmon";

  private static final int LOOKS = 30;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Path proc;
  private final PortHolders holders;
  private final Machine machine;
  private final Time time;
  private final Map<Long, Optional<Sockets>> before = new HashMap<>();

  Arrivals(Path proc, PortHolders holders, Machine machine, Time time) {
    this.proc = proc;
    this.holders = holders;
    this.machine = machine;
    this.time = time;
  }

  /** Remembers who is connected to these containers before anybody connects for us. */
  void expect(Collection<Container> containers) {
    for (Container container : containers) {
      before.put(container.pid(), sockets(container));
    }
  }

  private Optional<Sockets> sockets(Container container) {
    return container.pid() > 0 ? Sockets.of(proc, container.pid()) : Optional.empty();
  }

  /**
   * Where a connection to a published port has ended.
   *
   * @param asked where we connected to
   * @param localPort our end of the connection, which still stands
   */
  Arrival of(Container container, PublishedPort port, TcpPort asked, int localPort)
      throws InterruptedException {
    if (container.paused()) {
      return new Arrival.Elsewhere(
          container.name() + " behind it is paused", FailureClass.NOT_READY);
    }
    Optional<Sockets> earlier = before.getOrDefault(container.pid(), Optional.empty());
    if (earlier.isEmpty()) {
      return new Arrival.OutOfSight("the network of " + container.name() + " cannot be seen here");
    }
    Optional<Sockets> now = sockets(container);
    if (arrived(now, port, localPort)) {
      return new Arrival.Inside();
    }
    Optional<PortHolders.Holder> holder = holders.holder(asked.host(), asked.number());
    boolean listens = now.filter(seen -> seen.listening().contains(port.inside())).isPresent();
    boolean forwards = holder.filter(one -> one.known() && !isForwarder(one)).isEmpty();
    for (int looks = 0; listens && looks < LOOKS; looks++) {
      if (arrived(now, port, localPort)
          || (forwards
              && now.filter(seen -> seen.hasNew(port.inside(), earlier.get())).isPresent())) {
        return new Arrival.Inside();
      }
      time.pause(PAUSE);
      now = sockets(container);
    }
    return lost(container, port, asked, holder, listens);
  }

  private static boolean isForwarder(PortHolders.Holder holder) {
    return FORWARDERS.contains(holder.program());
  }

  private static boolean arrived(Optional<Sockets> now, PublishedPort port, int localPort) {
    return now.filter(seen -> seen.has(port.inside(), localPort)).isPresent();
  }

  private Arrival lost(
      Container container,
      PublishedPort port,
      TcpPort asked,
      Optional<PortHolders.Holder> holder,
      boolean listens)
      throws InterruptedException {
    boolean known = holder.filter(PortHolders.Holder::known).isPresent();
    if (known && !holder.get().program().equals(MONITOR) && !isForwarder(holder.get())) {
      return new Arrival.Elsewhere(
          "it is "
              + holder.get()
              + " that answers at "
              + asked.address()
              + ", not "
              + container.name(),
          FailureClass.PORT_IN_USE);
    }
    Optional<String> cutOff = container.cutOff();
    if (cutOff.isPresent()) {
      return new Arrival.Elsewhere(
          container.name() + " behind it " + cutOff.get(), FailureClass.NETWORK_MISSING);
    }
    if (!listens) {
      return new Arrival.Elsewhere(
          "nobody listens on port " + port.inside() + " inside " + container.name(),
          FailureClass.NOT_READY);
    }
    String what = "a connection to " + asked.address() + " does not get into " + container.name();
    if (known && holder.get().program().equals(MONITOR)) {
      return new Arrival.Elsewhere(
          what + ": " + holder.get() + " only keeps the port, and nothing forwards it",
          FailureClass.NOT_READY);
    }
    Optional<String> busy = machine.saturation();
    return busy.isPresent()
        ? new Arrival.OnTheWay(what + " in time while the machine is saturated: " + busy.get())
        : new Arrival.Elsewhere(what + ": what should forward it does not", FailureClass.NOT_READY);
  }
}
