package io.nuwa.emergency.observe.call;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real HTTP server on a free port that answers what it was told to. */
public final class WebDouble implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** An answer with its status. */
  public record Reply(int status, String body) {}

  public WebDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Answers this; the last of several answers stays.
   *
   * @param start the beginning of method and target, such as {@code GET /api/v1/query?query=up}
   */
  public WebDouble when(String start, int status, String body) {
    replies.computeIfAbsent(start, key -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and target of each request, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      asked.add(request);
      Reply reply =
          replies.entrySet().stream()
              .filter(entry -> request.startsWith(entry.getKey()))
              .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
              .map(entry -> next(entry.getValue()))
              .orElse(new Reply(404, "404 page not found"));
      if (reply.status() >= 300 && reply.status() < 400) {
        exchange.getResponseHeaders().add("Location", reply.body());
      }
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static synchronized Reply next(Deque<Reply> left) {
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
