package io.nuwa.emergency.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.IOCallback;

/** Answers {@code /metrics} and {@code /healthz}, and refuses everything else. */
final class Answers {
  private static final int UNKNOWN_LENGTH = -1;

  private final Supplier<MetricsPage> page;
  private final Supplier<Health> health;
  private final Consumer<String> notice;
  private final AtomicBoolean broken = new AtomicBoolean();

  Answers(Supplier<MetricsPage> page, Supplier<Health> health, Consumer<String> notice) {
    this.page = page;
    this.health = health;
    this.notice = notice;
  }

  /**
   * What is said to a request.
   *
   * @param breakOff ends the connection at once: what was sent until then must not look like a page
   */
  ClassicHttpResponse to(ClassicHttpRequest request, Runnable breakOff) {
    return headed(answer(request, breakOff));
  }

  /** What is said to whoever asks for another host: a web page that was led here by its name. */
  ClassicHttpResponse toStranger() {
    return headed(
        plain(
            HttpStatus.SC_MISDIRECTED_REQUEST,
            "ask for localhost, or for the address that is listened on"));
  }

  private static ClassicHttpResponse headed(ClassicHttpResponse answer) {
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Cache-Control", "no-store");
    answer.setHeader("Connection", "close");
    return answer;
  }

  private ClassicHttpResponse answer(ClassicHttpRequest request, Runnable breakOff) {
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      ClassicHttpResponse refusal =
          plain(HttpStatus.SC_METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
      refusal.setHeader("Allow", "GET, HEAD");
      return refusal;
    }
    try {
      return switch (path(request.getPath())) {
        case "/metrics" -> metrics(request.getFirstHeader("Accept"), breakOff);
        case "/healthz" -> healthz();
        default -> plain(HttpStatus.SC_NOT_FOUND, "there is /metrics and /healthz");
      };
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  /** As it was sent, without its question: nothing is decoded, resolved or looked up by it. */
  private static String path(String sent) {
    int question = sent.indexOf('?');
    return question < 0 ? sent : sent.substring(0, question);
  }

  private ClassicHttpResponse metrics(Header accept, Runnable breakOff) {
    MetricsPage.Format format = MetricsPage.Format.of(accept == null ? null : accept.getValue());
    MetricsPage now = page.get();
    // As it is written: a page of ten thousand gates has megabytes, which nobody needs to hold.
    return response(
        HttpStatus.SC_OK, format.contentType(), out -> write(now, out, format, breakOff));
  }

  private void write(
      MetricsPage now, OutputStream out, MetricsPage.Format format, Runnable breakOff)
      throws IOException {
    boolean whole = false;
    try {
      now.writeTo(out, format);
      broken.set(false);
      whole = true;
    } catch (RuntimeException e) {
      tell(e);
      throw new IOException("the page breaks off", e);
    } finally {
      // The library would end half a page as if it were whole.
      if (!whole) {
        breakOff.run();
      }
    }
  }

  private ClassicHttpResponse healthz() {
    Health now = health.get();
    return plain(now.alive() ? HttpStatus.SC_OK : HttpStatus.SC_SERVICE_UNAVAILABLE, now.text());
  }

  private ClassicHttpResponse broken(RuntimeException cause) {
    tell(cause);
    return plain(HttpStatus.SC_INTERNAL_SERVER_ERROR, "the figures could not be written: " + cause);
  }

  /** Once, however often it is asked for in vain. */
  private void tell(RuntimeException cause) {
    if (!broken.getAndSet(true)) {
      notice.accept("metrics: the figures could not be written (" + cause + "); asked again later");
    }
  }

  private static ClassicHttpResponse plain(int code, String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return response(code, "text/plain; charset=utf-8", out -> out.write(bytes));
  }

  private static ClassicHttpResponse response(
      int code, String contentType, IOCallback<OutputStream> body) {
    var response = new BasicClassicHttpResponse(code);
    response.setEntity(
        new EntityTemplate(UNKNOWN_LENGTH, ContentType.parse(contentType), null, body));
    return response;
  }
}
