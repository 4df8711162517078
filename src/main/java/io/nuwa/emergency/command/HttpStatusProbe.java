package io.nuwa.emergency.command;

import io.nuwa.emergency.failure.ConnectionFault;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.web.WebClients;
import io.nuwa.emergency.web.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks once, follows no redirect and reads no body. */
record HttpStatusProbe(HttpStatusProbeKind.Target target, Threshold success) implements Probe {

  @Override
  public Measurement measure(StepInput input) throws InterruptedException {
    String readable = input.values().readable(target.url());
    Optional<WebUrl> address;
    try {
      address = WebUrl.of(input.values().resolve(target.url()));
    } catch (MissingValueException e) {
      return unmeasured(FailureClass.CONFIGURATION, "'url': " + e.getMessage());
    }
    if (address.isEmpty()) {
      return unmeasured(FailureClass.CONFIGURATION, "not an http or https URL: " + readable);
    }
    Duration left = input.left();
    Duration timeout = target.timeout().compareTo(left) < 0 ? target.timeout() : left;
    if (!timeout.isPositive()) {
      return unmeasured(FailureClass.TIMEOUT, "no time left to ask " + readable);
    }
    return ask(address.get(), readable, timeout, input);
  }

  private Measurement ask(WebUrl address, String readable, Duration timeout, StepInput input)
      throws InterruptedException {
    HttpClient client = WebClients.builder().connectTimeout(timeout).build();
    try {
      HttpResponse<InputStream> answer = send(client, address.requests(), timeout);
      answer.body().close();
      int status = answer.statusCode();
      String text = readable + " answered " + status;
      Optional<Failure> cause =
          success.holds(status)
              ? Optional.empty()
              : Optional.of(
                  Failure.of(kind(status), text, text).at(address.host(), address.askedPort()));
      return new Measurement.Measured(
          status,
          text,
          cause,
          List.of(new Evidence("http-status.txt", input.time().instant() + " GET " + text + "\n")));
    } catch (IOException e) {
      return new Measurement.Unmeasured(
          Failure.of(
                  ConnectionFault.kind(e),
                  readable + " does not answer: " + ConnectionFault.words(e),
                  "")
              .at(address.host(), address.askedPort()));
    } finally {
      client.shutdownNow();
    }
  }

  /** Of several addresses of a host the first one where somebody listens. */
  private static HttpResponse<InputStream> send(
      HttpClient client, List<HttpRequest.Builder> requests, Duration timeout)
      throws IOException, InterruptedException {
    for (HttpRequest.Builder request : requests.subList(0, requests.size() - 1)) {
      try {
        return client.send(
            request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (ConnectException e) {
        // The next address may answer; the last one says why none did.
      }
    }
    return client.send(
        requests.getLast().timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static FailureClass kind(int status) {
    return switch (status) {
      case 401, 403 -> FailureClass.AUTHENTICATION;
      case 502, 503, 504 -> FailureClass.NOT_READY;
      default -> FailureClass.UNKNOWN;
    };
  }

  private static Measurement unmeasured(FailureClass kind, String summary) {
    return new Measurement.Unmeasured(Failure.of(kind, summary, ""));
  }
}
