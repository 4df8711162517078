package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.socket.SocketThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

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

  /** Connects to all of them at once and closes the connections. */
  static List<Answer> connectAll(List<TcpPort> ports, Duration left) throws InterruptedException {
    int patience = Math.clamp(left.toMillis(), 1, LONGEST_MILLIS);
    List<Callable<Answer>> tasks = new ArrayList<>();
    ports.forEach(port -> tasks.add(() -> port.connect(patience)));
    var answers = new ArrayList<Answer>();
    try (var threads = SocketThreads.each()) {
      var futures = threads.invokeAll(tasks);
      for (int i = 0; i < ports.size(); i++) {
        try {
          answers.add(futures.get(i).get());
        } catch (ExecutionException e) {
          answers.add(new Answer(ports.get(i), false, String.valueOf(e.getCause())));
        }
      }
    }
    return answers;
  }

  private Answer connect(int patienceMillis) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, number), patienceMillis);
      return new Answer(this, true, "");
    } catch (IOException e) {
      return new Answer(this, false, String.valueOf(e.getMessage()));
    }
  }

  /** Such as {@code 8000 (text2sql)}. */
  @Override
  public String toString() {
    return name.isEmpty() ? Integer.toString(number) : number + " (" + name + ")";
  }
}
