package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.ConnectionFault;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.web.WebClients;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls services over HTTP. Follows no redirect, so that no token reaches another host. Each call
 * has a client of its own: one that is kept has a thread in a system call, and a JVM that ends
 * waits 0.3 s for it.
 */
public final class WebClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(500);

  /**
   * Asks for something.
   *
   * @param path starts with a slash; already encoded
   */
  public Answer get(WebAddress address, String path, StepInput input)
      throws FailedCallException, InterruptedException {
    return send(address, "GET", path, Map.of(), Optional.empty(), input);
  }

  /**
   * Sends a request and waits for the whole answer, until the deadline and at most 10 s.
   *
   * @throws FailedCallException when no answer comes; any status is an answer
   */
  public Answer send(
      WebAddress address,
      String method,
      String path,
      Map<String, String> headers,
      Optional<String> body,
      StepInput input)
      throws FailedCallException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.at(path))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    headers.forEach(request::header);
    try (HttpClient client =
        WebClients.builder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      try {
        return await(
            address,
            client.sendAsync(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)),
            limit(input.left()));
      } finally {
        // Closing waits for what is under way: nothing may be.
        client.shutdownNow();
      }
    }
  }

  private static Answer await(
      WebAddress address, CompletableFuture<HttpResponse<String>> answer, Duration limit)
      throws FailedCallException, InterruptedException {
    // HttpRequest.timeout ends with the headers; a body that never ends must not hang a run either.
    try {
      var response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(address, response.statusCode(), response.body());
    } catch (TimeoutException e) {
      throw new FailedCallException(
          Failure.of(
                  FailureClass.TIMEOUT,
                  address + " did not answer within " + limit.toMillis() + " ms",
                  "")
              .at(address.at("")));
    } catch (ExecutionException e) {
      throw unreachable(address, e.getCause());
    }
  }

  private static FailedCallException unreachable(WebAddress address, Throwable cause) {
    FailureClass kind = ConnectionFault.kind(cause);
    String summary =
        kind == FailureClass.NAME_RESOLUTION
            ? ": no such host name; check the address"
            : " does not answer ("
                + ConnectionFault.words(cause)
                + "): is it started, and is that its port?";
    return new FailedCallException(
        Failure.of(kind, address + summary, String.valueOf(cause)).at(address.at("")));
  }

  private static Duration limit(Duration left) {
    if (left.compareTo(LONGEST) > 0) {
      return LONGEST;
    }
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }
}
