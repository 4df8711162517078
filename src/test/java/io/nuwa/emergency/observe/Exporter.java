package io.nuwa.emergency.observe;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.deploy.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A target for Prometheus that can be stopped and started again on the same port. */
final class Exporter implements AutoCloseable {
  private final int port;
  private HttpServer server;

  Exporter() throws IOException {
    port = FreePort.next();
    start();
  }

  String target() {
    return "127.0.0.1:" + port;
  }

  void start() throws IOException {
    byte[] page = "exported_rows 42\n".getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    server.start();
  }

  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
  }
}
