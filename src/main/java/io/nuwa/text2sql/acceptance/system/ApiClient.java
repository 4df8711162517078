package io.nuwa.text2sql.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talks to the API, or to Prometheus, over HTTP; safe for use by many threads at once. */
public final class ApiClient implements AutoCloseable {
  private static final int OK = 200;
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final URI address;
  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** A client of the service at that address. */
  public ApiClient(URI address) {
    this.address = address;
  }

  /** Asks a question. */
  public ApiReply ask(String question) {
    return post(mapper.createObjectNode().put("question", question));
  }

  /** Has SQL run. */
  public ApiReply run(String sql) {
    return post(mapper.createObjectNode().put("question", "").put("sql", sql));
  }

  /** Gets a JSON document. */
  public ApiReply get(String path) {
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(address + path)));
    return new ApiReply(response.statusCode(), parse(response.body()));
  }

  /** The sum of a metric over all its labels, 0 when it is not there. */
  public double metric(String name) {
    HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(address + "/metrics")));
    assertThat(page.statusCode()).as("status of %s", page.body()).isEqualTo(OK);
    Pattern line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)");
    Matcher found = line.matcher(page.body());
    double sum = 0;
    while (found.find()) {
      sum += Double.parseDouble(found.group(1));
    }
    return sum;
  }

  /** True when the health check answers 200. */
  public boolean isHealthy() {
    try {
      return get("/health").status() == OK;
    } catch (UncheckedIOException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private ApiReply post(ObjectNode body) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(URI.create(address + "/query"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    return new ApiReply(response.statusCode(), parse(response.body()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new UncheckedIOException(address + " does not answer: " + unreachable, unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private JsonNode parse(String body) {
    try {
      return mapper.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
