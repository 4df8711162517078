package io.nuwa.emergency.observe.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Stands in for Grafana, which cannot be had where these tests run: keeps what it is given, answers
 * as Grafana's OpenAPI document says, and notes every request that does not fit that document.
 */
final class GrafanaDouble implements AutoCloseable {
  static final String TOKEN = "glsa_0123456789abcdef";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, ObjectNode> datasources = new TreeMap<>();
  final Map<String, ObjectNode> dashboards = new TreeMap<>();
  final ArrayNode annotations = JSON.createArrayNode();
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final List<String> violations = Collections.synchronizedList(new ArrayList<>());

  /** What the health check of every datasource answers. */
  volatile boolean prometheusAnswers = true;

  /** What it says of itself. */
  volatile String health = "{\"database\":\"ok\",\"version\":\"11.6.0\"}";

  private final HttpServer server;

  private record Reply(int status, JsonNode body) {}

  GrafanaDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      requests.add(method + " " + path);
      Reply reply;
      try {
        reply = route(exchange, method, path);
      } catch (IllegalArgumentException | IOException e) {
        violations.add(method + " " + path + ": " + e.getMessage());
        reply = message(400, "bad request data");
      }
      byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Reply route(HttpExchange exchange, String method, String path)
      throws IOException {
    if (!path.equals("/api/health")) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TOKEN).equals(authorization)) {
        return message(401, "Invalid API key");
      }
    }
    JsonNode body = body(exchange, method);
    String[] parts = path.substring(1).split("/");
    return switch (method + " " + shape(parts)) {
      case "GET api/health" -> new Reply(200, JSON.readTree(health));
      case "POST api/datasources" -> addDatasource(body);
      case "GET api/datasources/uid/*" -> found(datasources, parts[3], "Data source not found");
      case "PUT api/datasources/uid/*" -> changeDatasource(parts[3], body);
      case "GET api/datasources/uid/*/health" -> datasourceHealth(parts[3]);
      case "POST api/dashboards/db" -> storeDashboard(body);
      case "GET api/dashboards/uid/*" -> dashboard(parts[3]);
      case "POST api/annotations" -> annotate(body);
      case "GET api/annotations" -> annotations(exchange.getRequestURI().getQuery());
      default -> throw new IllegalArgumentException("no such operation");
    };
  }

  private static String shape(String[] parts) {
    String[] shape = parts.clone();
    if (shape.length > 3 && shape[2].equals("uid")) {
      shape[3] = "*";
    }
    return String.join("/", shape);
  }

  private static JsonNode body(HttpExchange exchange, String method) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    if (method.equals("GET")) {
      require(bytes.length == 0, "a GET has no body");
      return JSON.nullNode();
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    require(type != null && type.startsWith("application/json"), "Content-Type is " + type);
    JsonNode body = JSON.readTree(bytes);
    require(body.isObject(), "the body is no object");
    return body;
  }

  private Reply addDatasource(JsonNode body) {
    checkDatasource(body);
    String uid = body.path("uid").asText();
    boolean nameTaken =
        datasources.values().stream().anyMatch(one -> one.path("name").equals(body.path("name")));
    if (nameTaken || datasources.containsKey(uid)) {
      return message(409, "data source with the same name already exists");
    }
    datasources.put(uid, ((ObjectNode) body.deepCopy()).put("id", 1).put("readOnly", false));
    return message(200, "Datasource added");
  }

  private Reply changeDatasource(String uid, JsonNode body) {
    checkDatasource(body);
    if (!datasources.containsKey(uid)) {
      return message(404, "Data source not found");
    }
    datasources.put(uid, ((ObjectNode) body.deepCopy()).put("id", 1).put("readOnly", false));
    return message(200, "Datasource updated");
  }

  private static void checkDatasource(JsonNode body) {
    allow(body, "name", "uid", "type", "access", "url", "jsonData", "isDefault");
    text(body, "name");
    text(body, "url");
    require(body.path("uid").asText().matches("[A-Za-z0-9_-]{1,40}"), "uid");
    require(body.path("type").asText().equals("prometheus"), "type");
    require(List.of("proxy", "direct").contains(body.path("access").asText()), "access");
    require(body.path("jsonData").isObject(), "jsonData");
  }

  private Reply datasourceHealth(String uid) {
    if (!datasources.containsKey(uid)) {
      return message(404, "Data source not found");
    }
    ObjectNode health = JSON.createObjectNode();
    health.put("status", prometheusAnswers ? "OK" : "ERROR");
    health.put(
        "message",
        prometheusAnswers
            ? "Successfully queried the Prometheus API."
            : "Post \"http://prometheus:9090/api/v1/query\": connection refused");
    return new Reply(prometheusAnswers ? 200 : 400, health);
  }

  private Reply storeDashboard(JsonNode body) {
    allow(body, "dashboard", "folderUid", "message", "overwrite");
    JsonNode dashboard = body.path("dashboard");
    require(dashboard.isObject(), "dashboard");
    require(dashboard.has("id") && dashboard.path("id").isNull(), "id must be null");
    text(dashboard, "title");
    require(dashboard.path("uid").asText().matches("[A-Za-z0-9_-]{1,40}"), "uid");
    require(body.path("overwrite").isBoolean(), "overwrite");
    String uid = dashboard.path("uid").asText();
    int version = dashboards.containsKey(uid) ? dashboards.get(uid).path("version").asInt() : 0;
    require(version == 0 || body.path("overwrite").asBoolean(), "version mismatch");
    ObjectNode stored = dashboard.deepCopy();
    dashboards.put(uid, stored.put("id", 7).put("version", version + 1));
    ObjectNode reply = JSON.createObjectNode();
    reply.put("id", 7).put("uid", uid).put("status", "success").put("version", version + 1);
    return new Reply(200, reply);
  }

  private Reply dashboard(String uid) {
    if (!dashboards.containsKey(uid)) {
      return message(404, "Dashboard not found");
    }
    ObjectNode reply = JSON.createObjectNode();
    reply.set("dashboard", dashboards.get(uid));
    reply.putObject("meta").put("slug", uid);
    return new Reply(200, reply);
  }

  private Reply annotate(JsonNode body) {
    allow(body, "dashboardUID", "panelId", "time", "timeEnd", "tags", "text");
    text(body, "text");
    require(body.path("time").isIntegralNumber(), "time must be epoch ms");
    require(body.path("time").asLong() > 1_000_000_000_000L, "time is not in ms");
    require(body.path("tags").isArray(), "tags");
    require(dashboards.containsKey(body.path("dashboardUID").asText()), "dashboardUID");
    annotations.add(body);
    return message(200, "Annotation added");
  }

  private Reply annotations(String query) {
    List<String> tags =
        Arrays.stream(query.split("&"))
            .filter(part -> part.startsWith("tags="))
            .map(part -> part.substring("tags=".length()))
            .toList();
    ArrayNode found = JSON.createArrayNode();
    for (JsonNode one : annotations) {
      List<String> has =
          StreamSupport.stream(one.path("tags").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      if (has.containsAll(tags)) {
        found.add(one);
      }
    }
    return new Reply(200, found);
  }

  private static Reply found(Map<String, ObjectNode> all, String uid, String otherwise) {
    return all.containsKey(uid) ? new Reply(200, all.get(uid)) : message(404, otherwise);
  }

  private static Reply message(int status, String text) {
    return new Reply(status, JSON.createObjectNode().put("message", text));
  }

  private static void allow(JsonNode body, String... known) {
    body.fieldNames()
        .forEachRemaining(name -> require(List.of(known).contains(name), "unknown: " + name));
  }

  private static void text(JsonNode body, String key) {
    require(body.path(key).isTextual() && !body.path(key).asText().isBlank(), key);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
