package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.web.HostAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Connections to several ports, made at once on the caller's thread alone, and open until they are
 * closed together. A watch connects for weeks: a thread each would cost it more. While a dead
 * container's network is cleared away its ports swallow what is sent there, for a few milliseconds,
 * and the kernel repeats the first packet only after a second. So whoever does not answer is asked
 * by another connection before that, beside the first: the first answer counts.
 */
public final class Connections implements AutoCloseable {
  private static final int LONGEST_MILLIS = 2000;
  private static final int ASK_AGAIN_MILLIS = 100;

  private final Selector selector = Selector.open();
  private final Map<TcpPort, Answer> answers = new HashMap<>();
  private final Map<TcpPort, SocketChannel> open = new HashMap<>();
  private final Map<TcpPort, Set<InetAddress>> refused = new HashMap<>();

  /** A connection on its way to one of the addresses of a host. */
  private record Attempt(TcpPort port, InetAddress address, int addresses) {}

  private Connections() throws IOException {}

  /** What came of connecting. */
  public sealed interface Answer {
    /**
     * The connection stands.
     *
     * @param localPort our end of it
     */
    record Open(int localPort) implements Answer {}

    /** It was refused, or there is no way there. */
    record Closed(String why) implements Answer {}

    /** Nothing was said within our patience. */
    record Silent(Duration patience) implements Answer {}

    /** The host's name stands for no address. */
    record Nameless() implements Answer {}
  }

  /**
   * Connects to all of them.
   *
   * @throws IOException when this process cannot connect to anything: that says nothing of a port
   */
  public static Connections to(Collection<TcpPort> ports, Duration left)
      throws IOException, InterruptedException {
    int patience = Math.clamp(left.toMillis(), 1, LONGEST_MILLIS);
    var connections = new Connections();
    try {
      connections.ask(Set.copyOf(ports), patience);
      return connections;
    } catch (IOException | InterruptedException | RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  /** What came of connecting to this one. */
  public Answer answer(TcpPort port) {
    return answers.get(port);
  }

  private void begin(TcpPort port) throws IOException {
    List<InetAddress> addresses;
    try {
      addresses = HostAddresses.of(port.host());
    } catch (UnknownHostException e) {
      answers.put(port, new Answer.Nameless());
      return;
    }
    Set<InetAddress> refusing = refused.computeIfAbsent(port, _ -> new HashSet<>());
    for (InetAddress address : addresses) {
      if (!answers.containsKey(port) && !refusing.contains(address)) {
        begin(new Attempt(port, address, addresses.size()));
      }
    }
  }

  private void begin(Attempt attempt) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_CONNECT, attempt);
    try {
      if (channel.connect(new InetSocketAddress(attempt.address(), attempt.port().number()))) {
        connected(attempt.port(), channel);
      }
    } catch (IOException e) {
      refused(attempt, channel, e);
    }
  }

  /** Until every port has answered, or nobody has patience any more. */
  private void ask(Set<TcpPort> ports, int patience) throws IOException, InterruptedException {
    long now = System.nanoTime();
    long end = now + TimeUnit.MILLISECONDS.toNanos(patience);
    long again = now;
    int pause = ASK_AGAIN_MILLIS;
    while (now < end && answers.size() < ports.size() && !Thread.currentThread().isInterrupted()) {
      if (now >= again) {
        for (TcpPort port : ports) {
          if (!answers.containsKey(port)) {
            begin(port);
          }
        }
        again = now + TimeUnit.MILLISECONDS.toNanos(pause);
        pause *= 2;
      } else {
        selector.select(
            this::finish, TimeUnit.NANOSECONDS.toMillis(Math.min(again, end) - now) + 1);
      }
      now = System.nanoTime();
    }
    // A thread that was kept waiting until the end has not seen yet what came meanwhile.
    selector.selectNow(this::finish);
    ports.forEach(
        port -> answers.putIfAbsent(port, new Answer.Silent(Duration.ofMillis(patience))));
    // An interrupted thread's connections are closed under it: that says nothing of the ports.
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped while it connected");
    }
  }

  private void finish(SelectionKey key) {
    var attempt = (Attempt) key.attachment();
    var channel = (SocketChannel) key.channel();
    try {
      if (channel.finishConnect()) {
        connected(attempt.port(), channel);
      }
    } catch (IOException e) {
      refused(attempt, channel, e);
    }
  }

  private void connected(TcpPort port, SocketChannel channel) throws IOException {
    if (answers.containsKey(port)) {
      forget(channel);
      return;
    }
    // It is no news any more that it stands.
    channel.keyFor(selector).cancel();
    int local = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    answers.put(port, new Answer.Open(local));
    open.put(port, channel);
  }

  /** It is closed when it is so at each of the host's addresses. */
  private void refused(Attempt attempt, SocketChannel channel, IOException why) {
    Set<InetAddress> refusing = refused.get(attempt.port());
    refusing.add(attempt.address());
    if (refusing.size() == attempt.addresses()) {
      answers.putIfAbsent(attempt.port(), new Answer.Closed(String.valueOf(why.getMessage())));
    }
    forget(channel);
  }

  private static void forget(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It has told what it was opened for.
    }
  }

  /** Closes those that stand, and gives up those that are on their way. */
  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    for (SocketChannel channel : open.values()) {
      channel.close();
    }
    selector.close();
  }
}
