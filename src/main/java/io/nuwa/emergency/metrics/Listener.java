package io.nuwa.emergency.metrics;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;

/** An open port. */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 16;

  /**
   * The server reads these once, and by default waits for a slow client for ever. The clock that
   * looks for such clients goes every five seconds instead of every one, to let the machine sleep.
   */
  private static final Map<String, String> BOUNDS =
      Map.of(
          "jdk.httpserver.maxConnections", "16",
          "sun.net.httpserver.maxIdleConnections", "8",
          "sun.net.httpserver.maxReqHeaders", "100",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "10",
          "sun.net.httpserver.timerMillis", "5000");

  private final HttpServer server;

  private Listener(HttpServer server) {
    this.server = server;
  }

  /**
   * Begins to listen.
   *
   * @throws java.net.BindException when the port is taken, or the address not this machine's
   */
  static Listener open(InetSocketAddress address, HttpHandler answers, Executor workers)
      throws IOException {
    BOUNDS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    HttpServer server = HttpServer.create(address, BACKLOG);
    server.createContext("/", answers);
    server.setExecutor(workers);
    server.start();
    return new Listener(server);
  }

  InetAddress address() {
    return server.getAddress().getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
