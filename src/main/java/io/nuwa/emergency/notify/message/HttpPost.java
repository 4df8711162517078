package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.failure.ConnectionFault;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.web.WebClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;

/**
 * Posts over HTTP. Each message has a client of its own, let go of afterwards: a daemon that idles
 * keeps none. A redirection is not followed: a message that holds a token goes where the plan says,
 * and nowhere else.
 */
public final class HttpPost implements Post {
  /** Longer answers than this say nothing that matters here. */
  private static final long LONGEST_ANSWER = 64 * 1024;

  /** All alerts of a plan, some thousands of them. */
  private static final long LONGEST_DOCUMENT = 4 * 1024 * 1024;

  /** Shorter than the whole, so that it is known which of the two was not enough. */
  private static final Duration TO_CONNECT = PATIENCE.minusSeconds(1);

  @Override
  public Reply send(URI target, String body) throws InterruptedException {
    return exchange(
        target,
        request ->
            request
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
        LONGEST_ANSWER);
  }

  @Override
  public Reply ask(URI target) throws InterruptedException {
    return exchange(target, HttpRequest.Builder::GET, LONGEST_DOCUMENT);
  }

  private static Reply exchange(URI target, UnaryOperator<HttpRequest.Builder> method, long longest)
      throws InterruptedException {
    HttpRequest request;
    try {
      request = method.apply(request(target)).build();
    } catch (IllegalArgumentException | URISyntaxException e) {
      return new Reply.Unreached("its address is none that can be posted to");
    }
    try (HttpClient client =
        WebClients.builder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_CONNECT)
            .build()) {
      Future<HttpResponse<String>> coming =
          client.sendAsync(
              request,
              BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), longest));
      try {
        HttpResponse<String> answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return new Reply.Said(answer.statusCode(), answer.body());
      } catch (TimeoutException e) {
        return new Reply.Silent("has not answered within " + PATIENCE.toSeconds() + " s");
      } catch (ExecutionException e) {
        return failed(e.getCause());
      } finally {
        // Closing waits for what is under way: nothing may be.
        client.shutdownNow();
      }
    }
  }

  private static HttpRequest.Builder request(URI target) throws URISyntaxException {
    var request = HttpRequest.newBuilder(withoutUser(target));
    if (target.getUserInfo() != null) {
      byte[] user = target.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    return request;
  }

  private static URI withoutUser(URI target) throws URISyntaxException {
    if (target.getRawUserInfo() == null) {
      return target;
    }
    String rest = target.toString().replaceFirst("//[^@/]*@", "//");
    return new URI(rest);
  }

  /** Only the kind of a fault is told: its words may repeat the address. */
  private static Reply failed(Throwable cause) {
    if (ConnectionFault.kind(cause) == FailureClass.NAME_RESOLUTION) {
      return new Reply.Unreached("its name is not known");
    }
    return switch (cause) {
      case HttpConnectTimeoutException e -> new Reply.Unreached("cannot be reached");
      case ConnectException e -> new Reply.Unreached("cannot be reached");
      case SSLHandshakeException e -> new Reply.Unreached("its certificate is not trusted");
      case IOException e -> new Reply.Silent("broke off (" + e.getClass().getSimpleName() + ")");
      default -> new Reply.Silent("broke off (" + cause.getClass().getSimpleName() + ")");
    };
  }
}
