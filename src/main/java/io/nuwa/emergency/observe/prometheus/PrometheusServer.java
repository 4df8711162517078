package io.nuwa.emergency.observe.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Answer;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebAddress;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.step.StepInput;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A Prometheus, asked over its HTTP API (written against 2.42). */
public final class PrometheusServer {
  private final WebClient client;
  private final WebAddress address;
  private final StepInput input;

  private PrometheusServer(WebClient client, WebAddress address, StepInput input) {
    this.client = client;
    this.address = address;
    this.input = input;
  }

  /**
   * The server at an address of a plan.
   *
   * @param template such as {@code http://127.0.0.1:${port.prometheus}}
   */
  public static PrometheusServer at(String template, WebClient client, StepInput input)
      throws FailedCallException {
    var address = WebAddress.of("Prometheus", input.values().resolve(template));
    return new PrometheusServer(client, address, input);
  }

  public WebAddress address() {
    return address;
  }

  /** Returns when it says that it is ready, which it does not say while it reads its log. */
  public void ready() throws FailedCallException, InterruptedException {
    Answer answer = client.get(address, "/-/ready", input);
    if (!answer.succeeded()) {
      throw answer.unwelcome("/-/ready");
    }
  }

  public String version() throws FailedCallException, InterruptedException {
    return data("/api/v1/status/buildinfo").path("version").asText("of unknown version");
  }

  public Targets targets() throws FailedCallException, InterruptedException {
    return Targets.read(data("/api/v1/targets?state=active"));
  }

  /** What its own rules complain of at the moment, as it says it. */
  public String alerts() throws FailedCallException, InterruptedException {
    return data("/api/v1/alerts").toPrettyString();
  }

  /** The configuration that it runs with, as YAML, which may differ from the file. */
  public String configuration() throws FailedCallException, InterruptedException {
    return data("/api/v1/status/config").path("yaml").asText();
  }

  /** Its clock; ours may differ, and gaps are judged by the clock that stamped the samples. */
  public Instant now() throws FailedCallException, InterruptedException {
    return query("time()", Optional.empty()).getFirst().samples().getFirst().at();
  }

  /**
   * An instant query.
   *
   * @param expression a range selector gives raw samples
   * @param at the moment to evaluate it for; now when empty
   */
  public List<Series> query(String expression, Optional<Instant> at)
      throws FailedCallException, InterruptedException {
    var path =
        new StringBuilder("/api/v1/query?query=")
            .append(URLEncoder.encode(expression, StandardCharsets.UTF_8));
    at.ifPresent(instant -> path.append("&time=").append(seconds(instant)));
    return Series.read(data(path.toString()));
  }

  /**
   * The series of which it has samples between two moments; without the samples, which makes it a
   * cheap question.
   *
   * @param selector such as {@code up{job="web"}}
   */
  public List<Series> known(String selector, Instant from, Instant to)
      throws FailedCallException, InterruptedException {
    String path =
        "/api/v1/series?match%5B%5D="
            + URLEncoder.encode(selector, StandardCharsets.UTF_8)
            + "&start="
            + seconds(from)
            + "&end="
            + seconds(to);
    return Series.labelled(answer(path));
  }

  /** Asks it to read its configuration again. Any status is an answer. */
  public Answer reload() throws FailedCallException, InterruptedException {
    return client.send(address, "POST", "/-/reload", Map.of(), Optional.empty(), input);
  }

  private static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
  }

  private JsonNode data(String path) throws FailedCallException, InterruptedException {
    JsonNode data = answer(path);
    if (!data.isObject()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, address + " does not answer as Prometheus", data.toString());
    }
    return data;
  }

  private JsonNode answer(String path) throws FailedCallException, InterruptedException {
    Answer answer = client.get(address, path, input);
    if (answer.status() == 400 || answer.status() == 422) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          address + " refuses the query: " + answer.json().path("error").asText(),
          answer.quote());
    }
    if (!answer.succeeded()) {
      throw answer.unwelcome(path.replaceFirst("\\?.*", ""));
    }
    JsonNode tree = answer.json();
    if (!tree.path("status").asText().equals("success") || !tree.path("data").isContainerNode()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, address + " does not answer as Prometheus", answer.quote());
    }
    Optional<String> partial = aboutData(tree.path("warnings"));
    if (partial.isPresent()) {
      throw new FailedCallException(
          FailureClass.NOT_READY,
          address + " warns that its answer may lack something: " + partial.get(),
          answer.quote());
    }
    return tree.path("data");
  }

  /** The first warning about the data: that of a store which did not answer, for instance. */
  private static Optional<String> aboutData(JsonNode warnings) {
    return StreamSupport.stream(warnings.spliterator(), false)
        .map(JsonNode::asText)
        .filter(text -> !text.startsWith("PromQL info") && !text.startsWith("PromQL warning"))
        .findFirst();
  }
}
