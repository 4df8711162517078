package io.nuwa.emergency.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.IOCallback;

/** Answers {@code /metrics} and {@code /healthz}, and refuses everything else. */
final class Answers implements HttpServerRequestHandler {
  private static final int UNKNOWN_LENGTH = -1;

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

  @Override
  public void handle(ClassicHttpRequest request, ResponseTrigger trigger, HttpContext context)
      throws HttpException, IOException {
    ClassicHttpResponse answer = answer(request, HttpCoreContext.cast(context));
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Cache-Control", "no-store");
    trigger.submitResponse(answer);
  }

  private ClassicHttpResponse answer(ClassicHttpRequest request, HttpCoreContext context) {
    var from = (InetSocketAddress) context.getEndpointDetails().getRemoteAddress();
    if (!neighbours.admit(from.getAddress())) {
      return plain(HttpStatus.SC_FORBIDDEN, "only this machine and its containers are answered");
    }
    String method = request.getMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      ClassicHttpResponse refusal =
          plain(HttpStatus.SC_METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
      refusal.setHeader("Allow", "GET, HEAD");
      return refusal;
    }
    try {
      return switch (path(request.getPath())) {
        case "/metrics" -> metrics(request.getFirstHeader("Accept"));
        case "/healthz" -> healthz();
        default -> plain(HttpStatus.SC_NOT_FOUND, "there is /metrics and /healthz");
      };
    } catch (RuntimeException e) {
      return broken(e);
    }
  }

  /** As it was sent: nothing is decoded, resolved or looked up by it. Empty for what is none. */
  private static String path(String sent) {
    try {
      return String.valueOf(URI.create(sent).getRawPath());
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private ClassicHttpResponse metrics(Header accept) {
    MetricsPage.Format format = MetricsPage.Format.of(accept == null ? null : accept.getValue());
    MetricsPage now = page.get();
    broken.set(false);
    // As it is written: a page of ten thousand gates has megabytes, which nobody needs to hold.
    return response(HttpStatus.SC_OK, format.contentType(), out -> write(now, out, format));
  }

  private void write(MetricsPage now, OutputStream out, MetricsPage.Format format)
      throws IOException {
    try {
      now.writeTo(out, format);
    } catch (RuntimeException e) {
      tell(e);
      throw new IOException("the page breaks off", e);
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
