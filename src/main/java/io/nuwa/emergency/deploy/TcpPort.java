package io.nuwa.emergency.deploy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A port to connect to.
 *
 * @param name as the plan calls it; empty when the plan gives a number
 */
record TcpPort(String name, String host, int number) {
  private static final int LONGEST_MILLIS = 2000;

  /**
   * What came of connecting.
   *
   * @param why it did not, when it is not open
   */
  record Answer(TcpPort port, boolean open, String why) {
    @Override
    public String toString() {
      return port.host() + ":" + port.number() + " " + (open ? "open" : "closed: " + why);
    }
  }

  /** Connects to all of them at once, on this thread alone, and closes the connections. */
  static List<Answer> connectAll(List<TcpPort> ports, Duration left) throws InterruptedException {
    int patience = Math.clamp(left.toMillis(), 1, LONGEST_MILLIS);
    try (var connections = new Connections()) {
      ports.forEach(connections::begin);
      connections.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience));
      return ports.stream().map(connections::answer).toList();
    } catch (IOException e) {
      return ports.stream().map(port -> new Answer(port, false, e.getMessage())).toList();
    }
  }

  /** Connections on their way. A watch connects for weeks: a thread each would cost it more. */
  private static final class Connections implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final Map<TcpPort, Answer> answers = new HashMap<>();

    Connections() throws IOException {}

    void begin(TcpPort port) {
      var address = new InetSocketAddress(port.host(), port.number());
      if (address.isUnresolved()) {
        answers.put(port, new Answer(port, false, "unknown host " + port.host()));
        return;
      }
      try {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_CONNECT, port);
        if (channel.connect(address)) {
          connected(port, channel);
        }
      } catch (IOException e) {
        answers.put(port, new Answer(port, false, String.valueOf(e.getMessage())));
      }
    }

    void await(long end) throws IOException, InterruptedException {
      long left = end - System.nanoTime();
      while (left > 0 && selector.keys().stream().anyMatch(SelectionKey::isValid)) {
        selector.select(
            key -> finish((TcpPort) key.attachment(), (SocketChannel) key.channel()),
            TimeUnit.NANOSECONDS.toMillis(left) + 1);
        left = end - System.nanoTime();
      }
      // An interrupted thread's connections are closed under it: that says nothing of the ports.
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while it connected");
      }
    }

    private void finish(TcpPort port, SocketChannel channel) {
      try {
        if (channel.finishConnect()) {
          connected(port, channel);
        }
      } catch (IOException e) {
        answers.put(port, new Answer(port, false, String.valueOf(e.getMessage())));
      }
    }

    private void connected(TcpPort port, SocketChannel channel) throws IOException {
      channel.close();
      answers.put(port, new Answer(port, true, ""));
    }

    Answer answer(TcpPort port) {
      return answers.getOrDefault(port, new Answer(port, false, "Connect timed out"));
    }

    @Override
    public void close() throws IOException {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
  }

  /** Such as {@code 8000 (text2sql)}. */
  @Override
  public String toString() {
    return name.isEmpty() ? Integer.toString(number) : number + " (" + name + ")";
  }
}
