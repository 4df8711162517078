package io.nuwa.emergency.observe.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Answer;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.step.StepInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A Grafana, asked over its HTTP API as its own OpenAPI document describes it. */
record GrafanaServer(WebClient client, GrafanaAccess access, StepInput input) {

  /** Its version, when it and its database are well. */
  String version() throws FailedCallException, InterruptedException {
    Answer answer = welcome("GET", "/api/health", Optional.empty());
    JsonNode health = answer.json();
    if (!health.path("database").isTextual()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, access + " does not answer as Grafana", answer.quote());
    }
    if (!health.path("database").asText().equals("ok")) {
      throw new FailedCallException(
          FailureClass.NOT_READY,
          access + " says that its database is " + health.path("database").asText(),
          answer.quote());
    }
    return health.path("version").asText("of unknown version");
  }

  /** Empty when there is none with this uid. */
  Optional<JsonNode> datasource(String uid) throws FailedCallException, InterruptedException {
    return found("/api/datasources/uid/" + uid);
  }

  /** Whether it was added; false when one of that name or uid is there already. */
  boolean addDatasource(ObjectNode datasource) throws FailedCallException, InterruptedException {
    Answer answer = send("POST", "/api/datasources", Optional.of(datasource));
    if (answer.status() == 409) {
      return false;
    }
    if (!answer.succeeded()) {
      throw refused(answer, "POST", "/api/datasources");
    }
    return true;
  }

  void changeDatasource(String uid, ObjectNode datasource)
      throws FailedCallException, InterruptedException {
    welcome("PUT", "/api/datasources/uid/" + uid, Optional.of(datasource));
  }

  /** What the datasource says about itself; Grafana asks Prometheus for it. */
  DatasourceHealth datasourceHealth(String uid) throws FailedCallException, InterruptedException {
    String path = "/api/datasources/uid/" + uid + "/health";
    Answer answer = send("GET", path, Optional.empty());
    // 400 is how Grafana says that the datasource is ill; the body has the same shape.
    if (!answer.succeeded() && answer.status() != 400) {
      throw refused(answer, "GET", path);
    }
    JsonNode tree = answer.json();
    boolean well = answer.succeeded() && tree.path("status").asText().equals("OK");
    return new DatasourceHealth(well, access.scrubbed(tree.path("message").asText()));
  }

  /** How a datasource is. */
  record DatasourceHealth(boolean well, String message) {}

  /** The stored dashboard; empty when there is none with this uid. */
  Optional<JsonNode> dashboard(String uid) throws FailedCallException, InterruptedException {
    return found("/api/dashboards/uid/" + uid).map(answer -> answer.path("dashboard"));
  }

  /** Stores a dashboard, over one that is there. */
  void storeDashboard(DashboardText dashboard, Optional<String> folder, String message)
      throws FailedCallException, InterruptedException {
    ObjectNode wrapper = JsonNodeFactory.instance.objectNode();
    wrapper.set("dashboard", dashboard.tree());
    folder.ifPresent(uid -> wrapper.put("folderUid", uid));
    wrapper.put("overwrite", true);
    wrapper.put("message", message);
    welcome("POST", "/api/dashboards/db", Optional.of(wrapper));
  }

  /** Whether an annotation with all of these tags is there. */
  boolean annotated(String dashboard, List<String> tags)
      throws FailedCallException, InterruptedException {
    String path =
        "/api/annotations?limit=1&dashboardUID="
            + dashboard
            + "&tags="
            + String.join("&tags=", tags);
    JsonNode found = welcome("GET", path, Optional.empty()).json();
    return found.isArray()
        && StreamSupport.stream(found.spliterator(), false)
            .map(one -> StreamSupport.stream(one.path("tags").spliterator(), false))
            .anyMatch(
                own -> own.map(JsonNode::asText).collect(Collectors.toSet()).containsAll(tags));
  }

  void annotate(String dashboard, Instant at, List<String> tags, String text)
      throws FailedCallException, InterruptedException {
    ObjectNode annotation = JsonNodeFactory.instance.objectNode();
    annotation.put("dashboardUID", dashboard);
    annotation.put("time", at.toEpochMilli());
    tags.forEach(annotation.putArray("tags")::add);
    annotation.put("text", text);
    welcome("POST", "/api/annotations", Optional.of(annotation));
  }

  private Optional<JsonNode> found(String path) throws FailedCallException, InterruptedException {
    Answer answer = send("GET", path, Optional.empty());
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!answer.succeeded()) {
      throw refused(answer, "GET", path);
    }
    return Optional.of(answer.json());
  }

  private Answer welcome(String method, String path, Optional<ObjectNode> body)
      throws FailedCallException, InterruptedException {
    Answer answer = send(method, path, body);
    if (!answer.succeeded()) {
      throw refused(answer, method, path);
    }
    return answer;
  }

  private FailedCallException refused(Answer answer, String method, String path) {
    return scrubbed(answer.unwelcome(method + " " + path.replaceFirst("\\?.*", "")));
  }

  private Answer send(String method, String path, Optional<ObjectNode> body)
      throws FailedCallException, InterruptedException {
    var headers = new TreeMap<String, String>(Map.of("Accept", "application/json"));
    access.authorization().ifPresent(value -> headers.put("Authorization", value));
    body.ifPresent(json -> headers.put("Content-Type", "application/json"));
    try {
      return client.send(
          access.address(), method, path, headers, body.map(ObjectNode::toString), input);
    } catch (FailedCallException e) {
      throw scrubbed(e);
    }
  }

  private FailedCallException scrubbed(FailedCallException e) {
    Failure failure = e.failure();
    return new FailedCallException(
        new Failure(
            failure.kind(),
            access.scrubbed(failure.summary()),
            access.scrubbed(failure.evidence()),
            failure.details()));
  }
}
