package io.nuwa.text2sql.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server: one thread a request, exact paths, bodies up to 64 KiB. Not a virtual thread: the
 * first of those costs a JVM that has just started 15 ms, and whoever waits for its health waits
 * for them.
 */
public final class HttpService implements AutoCloseable {
  /** Told after each reply. */
  public interface Observer {
    /** One request was answered. */
    void answered(String path, int status, Duration took);
  }

  private static final int LARGEST_BODY = 64 * 1024;
  private static final int WAITING_CONNECTIONS = 512;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Route> routes;
  private final Observer observer;

  /**
   * Listens on all addresses.
   *
   * @param port 0 for any free one
   * @param routes the answers by path
   * @param observer told of each request; a path without a route is called "other"
   */
  public HttpService(int port, Map<String, Route> routes, Observer observer) throws IOException {
    // without it each small reply waits for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    this.routes = Map.copyOf(routes);
    this.observer = observer;
    this.server = HttpServer.create(new InetSocketAddress(port), WAITING_CONNECTIONS);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    long started = System.nanoTime();
    String path = exchange.getRequestURI().getPath();
    Reply reply = reply(exchange, path);
    observer.answered(
        routes.containsKey(path) ? path : "other",
        reply.status(),
        Duration.ofNanos(System.nanoTime() - started));
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
      if (!head) {
        body.write(reply.body());
      }
    }
  }

  private Reply reply(HttpExchange exchange, String path) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return Reply.error(413, "too_large", "the body is larger than 64 KiB");
    }
    Route route = routes.get(path);
    if (route == null) {
      return Reply.error(404, "not_found", "no such path");
    }
    try {
      return route.answer(new Request(exchange.getRequestMethod(), body));
    } catch (Exception failure) {
      System.err.println(path + " failed: " + failure);
      return Reply.error(500, "internal", "see the server's log");
    }
  }
}
