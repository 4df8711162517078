package io.nuwa.emergency.report.picture;

import io.nuwa.emergency.web.WebClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks whether a page answers. A browser photographs its own page of excuses when it does not, and
 * ends with 0.
 */
final class PageAnswer {
  private static final int FIRST_REFUSAL = 400;

  private final Duration limit;

  PageAnswer(Duration limit) {
    this.limit = limit;
  }

  /** Why it is no page to photograph; empty when it answers. */
  Optional<String> fault(String url) throws InterruptedException {
    try (var client =
        WebClients.builder()
            .connectTimeout(limit)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(limit).GET().build();
      HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      client.shutdownNow();
      return answer.statusCode() < FIRST_REFUSAL
          ? Optional.empty()
          : Optional.of("it answers " + answer.statusCode());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Optional.of("it does not answer: " + why);
    } catch (IllegalArgumentException e) {
      return Optional.of("its address is none: " + e.getMessage());
    }
  }
}
