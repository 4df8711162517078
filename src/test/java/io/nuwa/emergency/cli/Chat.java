package io.nuwa.emergency.cli;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook of the plain JSON form that keeps what it is told. */
final class Chat implements AutoCloseable {
  private final HttpServer server;
  private final List<Map<String, Object>> letters = new CopyOnWriteArrayList<>();

  /**
   * Listens.
   *
   * @param answer the status with which each letter is answered
   */
  Chat(int answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            letters.add(JsonText.read(new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer, -1);
          }
        });
    server.start();
  }

  /** The part of a plan that has it told. */
  String alerts() {
    return "alerts: {webhooks: [{id: chat, form: json, url: \"http://127.0.0.1:%d/\"}], repeat: 24h}"
        .formatted(server.getAddress().getPort());
  }

  int letters() {
    return letters.size();
  }

  /** How often it was told as news that something about this subject began. */
  long news(String subject) {
    return letters.stream()
        .filter(letter -> letter.get("subject").equals(subject))
        .filter(letter -> letter.get("status").equals("firing"))
        .filter(letter -> !Boolean.TRUE.equals(letter.get("reminder")))
        .count();
  }

  /** How often it was told that something about this subject is over. */
  long ends(String subject) {
    return letters.stream()
        .filter(letter -> letter.get("subject").equals(subject))
        .filter(letter -> letter.get("status").equals("resolved"))
        .count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
