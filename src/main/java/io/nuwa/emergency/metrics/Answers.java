package io.nuwa.emergency.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers {@code /metrics} and {@code /healthz}, and refuses everything else. */
final class Answers implements HttpHandler {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int BROKEN = 500;
  private static final int UNAVAILABLE = 503;
  private static final int NO_BODY = -1;
  private static final int UNKNOWN_LENGTH = 0;

  private final Supplier<MetricsPage> page;
  private final Supplier<Health> health;
  private final Consumer<String> notice;
  private final Neighbours neighbours;
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * Answers.
   *
   * @param neighbours who is answered
   */
  Answers(
      Supplier<MetricsPage> page,
      Supplier<Health> health,
      Consumer<String> notice,
      Neighbours neighbours) {
    this.page = page;
    this.health = health;
    this.notice = notice;
    this.neighbours = neighbours;
  }

  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private record Answer(int code, String contentType, Body body) {
    static Answer plain(int code, String text) {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
      return new Answer(code, PLAIN, out -> out.write(bytes));
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.contentType());
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-store");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.code(), NO_BODY);
        return;
      }
      // As it is written: a page of ten thousand gates has megabytes, which nobody needs to hold.
      exchange.sendResponseHeaders(answer.code(), UNKNOWN_LENGTH);
      answer.body().writeTo(exchange.getResponseBody());
    }
  }

  private Answer answer(HttpExchange exchange) {
    if (!neighbours.admit(exchange.getRemoteAddress().getAddress())) {
      return Answer.plain(FORBIDDEN, "only this machine and its containers are answered");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.plain(WRONG_METHOD, "only GET and HEAD are answered");
    }
    try {
      // Compared as it was sent: nothing is decoded, resolved or looked up by it.
      return switch (String.valueOf(exchange.getRequestURI().getRawPath())) {
        case "/metrics" -> metrics(exchange.getRequestHeaders().getFirst("Accept"));
        case "/healthz" -> healthz();
        default -> Answer.plain(NOT_FOUND, "there is /metrics and /healthz");
      };
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  private Answer metrics(String accept) {
    MetricsPage.Format format = MetricsPage.Format.of(accept);
    MetricsPage now = page.get();
    broken.set(false);
    return new Answer(OK, format.contentType(), out -> now.writeTo(out, format));
  }

  private Answer healthz() {
    Health now = health.get();
    return Answer.plain(now.alive() ? OK : UNAVAILABLE, now.text());
  }

  /** Told once, however often it is asked for in vain. */
  private Answer broken(RuntimeException cause) {
    if (!broken.getAndSet(true)) {
      notice.accept("metrics: the figures could not be written (" + cause + "); asked again later");
    }
    return Answer.plain(BROKEN, "the figures could not be written: " + cause);
  }
}
