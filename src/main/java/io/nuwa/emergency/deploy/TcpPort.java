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
import java.util.Set;
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

  /**
   * Connects to all of them at once, on this thread alone, and closes the connections.
   *
   * @throws IOException when this process cannot connect to anything: that says nothing of a port
   */
  static List<Answer> connectAll(List<TcpPort> ports, Duration left)
      throws IOException, InterruptedException {
    int patience = Math.clamp(left.toMillis(), 1, LONGEST_MILLIS);
    try (var connections = new Connections()) {
      connections.ask(Set.copyOf(ports), patience);
      return ports.stream().map(connections::answer).toList();
    }
  }

  /**
   * Connections on their way. A watch connects for weeks: a thread each would cost it more. While a
   * dead container's network is cleared away its ports swallow what is sent there, for a few
   * milliseconds, and the kernel repeats the first packet only after a second. So whoever does not
   * answer is asked by another connection before that, beside the first: the first answer counts.
   */
  private static final class Connections implements AutoCloseable {
    private static final int ASK_AGAIN_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final Map<TcpPort, Answer> answers = new HashMap<>();

    Connections() throws IOException {}

    private void begin(TcpPort port) throws IOException {
      var address = new InetSocketAddress(port.host(), port.number());
      if (address.isUnresolved()) {
        answers.put(port, new Answer(port, false, "unknown host " + port.host()));
        return;
      }
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, port);
      try {
        if (channel.connect(address)) {
          connected(port, channel);
        }
      } catch (IOException e) {
        refused(port, channel, e);
      }
    }

    /** Until every port has answered, or nobody has patience any more. */
    void ask(Set<TcpPort> ports, int patience) throws IOException, InterruptedException {
      long now = System.nanoTime();
      long end = now + TimeUnit.MILLISECONDS.toNanos(patience);
      long again = now;
      int pause = ASK_AGAIN_MILLIS;
      while (now < end
          && answers.size() < ports.size()
          && !Thread.currentThread().isInterrupted()) {
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
      // An interrupted thread's connections are closed under it: that says nothing of the ports.
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while it connected");
      }
    }

    private void finish(SelectionKey key) {
      var port = (TcpPort) key.attachment();
      var channel = (SocketChannel) key.channel();
      try {
        if (channel.finishConnect()) {
          connected(port, channel);
        }
      } catch (IOException e) {
        refused(port, channel, e);
      }
    }

    private void connected(TcpPort port, SocketChannel channel) {
      answers.putIfAbsent(port, new Answer(port, true, ""));
      forget(channel);
    }

    private void refused(TcpPort port, SocketChannel channel, IOException why) {
      answers.putIfAbsent(port, new Answer(port, false, String.valueOf(why.getMessage())));
      forget(channel);
    }

    private static void forget(SocketChannel channel) {
      try {
        channel.close();
      } catch (IOException e) {
        // It has told what it was opened for.
      }
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
