package io.nuwa.emergency.metrics;

import io.nuwa.emergency.plan.Metrics;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives out figures over HTTP, where the plan says. Whatever cannot be opened is told once, in a
 * sentence, and the watch goes on without.
 *
 * <p>The page and the health are asked for on threads of this server: what they read must be safe
 * to read there. All else returns at once.
 */
public final class MetricsServer implements AutoCloseable {
  private final Metrics plan;
  private final Optional<ScrapeTargets> targets;
  private final Gateways gateways;
  private final Supplier<MetricsPage> page;
  private final Supplier<Health> health;
  private final Time time;
  private final Consumer<String> notice;
  private final Map<Metrics.Address, Listener> open = new LinkedHashMap<>();
  private final Map<Object, String> told = new HashMap<>();
  private final AtomicInteger looks = new AtomicInteger();
  private boolean closed;

  /** Finds this machine's own address in a network of containers. */
  @FunctionalInterface
  public interface Gateways {
    /**
     * The gateway of the network that a service's container hangs on; may take seconds.
     *
     * @return empty while the container does not run, or hangs on no such network
     * @throws IOException when the engine could not be asked; the message says why
     */
    Optional<InetAddress> of(String service) throws IOException, InterruptedException;
  }

  /**
   * Opens nothing yet.
   *
   * @param plan where to listen
   * @param home what the plan's paths are relative to
   * @param gateways asked on a thread of this server
   * @param page made anew for each request
   * @param health says whether the watch is alive
   * @param time how long whoever asks takes
   * @param notice is told what people should know
   */
  public MetricsServer(
      Metrics plan,
      Path home,
      Gateways gateways,
      Supplier<MetricsPage> page,
      Supplier<Health> health,
      Time time,
      Consumer<String> notice) {
    this.plan = plan;
    this.targets = plan.targets().map(file -> new ScrapeTargets(home.resolve(file)));
    this.gateways = gateways;
    this.page = page;
    this.health = health;
    this.time = time;
    this.notice = notice;
  }

  /** Listens on loopback before this returns, and begins to look for the gateways. */
  public void start() {
    // Left by a watch that was killed; another one cannot be running.
    forgetTargets();
    for (Metrics.Address address : plan.listen()) {
      switch (address) {
        case Metrics.Loopback _ -> openAt(address);
        case Metrics.Gateway _ -> look();
      }
    }
  }

  /**
   * Tries again what is not open, and follows a gateway that has moved. To be called when the stack
   * may have changed: after a repair and after a check of every gate.
   */
  public void look() {
    if (!plan.listen().isEmpty() && looks.getAndIncrement() == 0) {
      Thread.ofPlatform().daemon().name("metrics-look").start(this::lookWhileAsked);
    }
  }

  private void lookWhileAsked() {
    int seen;
    do {
      seen = looks.get();
      plan.listen().forEach(this::openAt);
    } while (!looks.compareAndSet(seen, 0));
  }

  private void openAt(Metrics.Address wanted) {
    try {
      switch (wanted) {
        case Metrics.Loopback loopback -> open(wanted, InetAddress.ofLiteral(loopback.host()));
        case Metrics.Gateway gateway -> openAt(gateway);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      tell(wanted, wanted + " could not be opened: " + e);
    }
  }

  private void openAt(Metrics.Gateway wanted) throws InterruptedException {
    Optional<InetAddress> found;
    try {
      found = gateways.of(wanted.service());
    } catch (IOException e) {
      if (!isOpen(wanted)) {
        tell(
            wanted,
            "the gateway of service '"
                + wanted.service()
                + "' could not be asked for: "
                + e.getMessage()
                + "; tried again after the next check");
      }
      return;
    }
    if (found.isPresent()) {
      open(wanted, found.get());
    } else if (!isOpen(wanted)) {
      tell(
          wanted,
          "service '"
              + wanted.service()
              + "' hangs on no network with a gateway yet: its containers cannot fetch"
              + " figures; looked for again after the next check");
    }
  }

  private synchronized boolean isOpen(Metrics.Address wanted) {
    return open.containsKey(wanted);
  }

  private synchronized void open(Metrics.Address wanted, InetAddress address) {
    Listener known = open.get(wanted);
    if (closed || (known != null && known.address().equals(address))) {
      return;
    }
    if (known != null) {
      known.close();
      open.remove(wanted);
    }
    try {
      Optional<Neighbours> neighbours = Neighbours.of(address);
      if (neighbours.isEmpty()) {
        tell(wanted, foreign(address));
      } else {
        var answers = new Answers(page, health, notice);
        var at = new InetSocketAddress(address, wanted.port());
        open.put(wanted, Listener.open(at, neighbours.get(), answers, time));
        told.remove(wanted);
      }
    } catch (BindException e) {
      tell(wanted, taken(address, wanted.port(), e));
    } catch (IOException e) {
      tell(wanted, wanted + " could not be opened: " + e);
    }
    announce();
  }

  private static String taken(InetAddress address, int port, BindException cause) {
    return "port "
        + port
        + " of "
        + address.getHostAddress()
        + " cannot be opened ("
        + cause.getMessage()
        + "): stop whoever holds it, or give 'metrics: listen' of the plan another port; the watch"
        + " goes on without";
  }

  private static String foreign(InetAddress address) {
    return address.getHostAddress()
        + ", the gateway of the stack, is not on a bridge of this machine alone (a rootless engine"
        + " keeps it to itself): containers cannot fetch figures; see 'textfile' in"
        + " docs/metrics.md";
  }

  /** Where containers find figures now. */
  private void announce() {
    if (targets.isEmpty()) {
      return;
    }
    var reachable = new ArrayList<String>();
    open.forEach(
        (address, listener) -> {
          if (address instanceof Metrics.Gateway) {
            reachable.add(text(listener.address()) + ":" + address.port());
          }
        });
    if (reachable.isEmpty()) {
      forgetTargets();
    } else {
      change(targets.get(), file -> file.write(List.copyOf(reachable)));
    }
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private void forgetTargets() {
    targets.ifPresent(file -> change(file, ScrapeTargets::remove));
  }

  @FunctionalInterface
  private interface Change {
    void make(ScrapeTargets file) throws IOException;
  }

  private void change(ScrapeTargets file, Change change) {
    try {
      change.make(file);
      synchronized (this) {
        told.remove(file);
      }
    } catch (IOException e) {
      tell(
          file,
          file.file()
              + " could not be changed ("
              + e
              + "): Prometheus does not know where the figures are now; remove what is in the way");
    }
  }

  /** Once for as long as it stays the same. */
  private synchronized void tell(Object about, String what) {
    if (!closed && !what.equals(told.put(about, what))) {
      notice.accept("metrics: " + what);
    }
  }

  /** Closes every port; Prometheus is told that there is nothing to fetch any more. */
  @Override
  public synchronized void close() {
    forgetTargets();
    closed = true;
    open.values().forEach(Listener::close);
    open.clear();
  }
}
