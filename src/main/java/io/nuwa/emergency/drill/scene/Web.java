package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.web.WebClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP on this machine's loopback. */
public final class Web {
  /** Slow is not broken: a pool may have to find out first that its connections died. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Web() {}

  /**
   * An answer.
   *
   * @param status of HTTP
   */
  public record Answer(int status, String body) {}

  /** GET. */
  public static Answer get(int port, String path) throws IOException, InterruptedException {
    return send(request(port, path).build());
  }

  /** POST of JSON. */
  public static Answer post(int port, String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(port, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private static Answer send(HttpRequest request) throws IOException, InterruptedException {
    try (var client =
        WebClients.builder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build()) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    }
  }
}
