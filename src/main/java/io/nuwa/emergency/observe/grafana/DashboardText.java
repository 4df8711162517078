package io.nuwa.emergency.observe.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.observe.call.FailedCallException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A bare dashboard, as files for Grafana's provisioning hold it: without the API's wrapper.
 *
 * @param tree has at least {@code uid} and {@code title}; its {@code id} is null
 */
record DashboardText(ObjectNode tree) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stack's, and the watch's. */
  private static final List<String> SHIPPED =
      List.of("/grafana/week-2.json", "/grafana/watch.json");

  /** The dashboards of the settings, at least one, their panels bound to their datasource. */
  static List<DashboardText> read(GrafanaSettings settings, Path home)
      throws FailedCallException, IOException {
    var dashboards = new ArrayList<DashboardText>();
    if (settings.dashboards().isEmpty()) {
      for (String name : SHIPPED) {
        dashboards.add(bound(name + " in the JAR", resource(name), settings));
      }
    }
    for (String name : settings.dashboards()) {
      dashboards.add(bound(name, file(home.resolve(name)), settings));
    }
    return List.copyOf(dashboards);
  }

  /** The shipped files and users' copies of them name the usual datasource. */
  private static DashboardText bound(String name, String text, GrafanaSettings settings)
      throws FailedCallException {
    return parse(
        name,
        text.replace(
            "\"" + GrafanaSettings.USUAL_DATASOURCE + "\"", "\"" + settings.datasource() + "\""));
  }

  static DashboardText parse(String name, String text) throws FailedCallException {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree instanceof ObjectNode dashboard) {
        if (dashboard.path("dashboard").isObject()) {
          throw wrong(name, "has the API's wrapper around it: keep what is under 'dashboard'");
        }
        for (String key : List.of("uid", "title")) {
          if (dashboard.path(key).asText().isBlank()) {
            throw wrong(name, "has no '" + key + "'");
          }
        }
        if (!dashboard.path("uid").asText().matches("[A-Za-z0-9_-]{1,40}")) {
          throw wrong(name, "has an 'uid' of other than 1 to 40 letters, digits, - and _");
        }
        dashboard.set("id", NullNode.getInstance());
        dashboard.remove("version");
        return new DashboardText(dashboard);
      }
      throw wrong(name, "is no JSON object");
    } catch (JsonProcessingException e) {
      throw wrong(name, "cannot be read as JSON: " + e.getOriginalMessage());
    }
  }

  String uid() {
    return tree.path("uid").asText();
  }

  String title() {
    return tree.path("title").asText();
  }

  /** What people know these by. */
  static String titles(List<DashboardText> dashboards) {
    return dashboards.stream()
        .map(dashboard -> "dashboard '" + dashboard.title() + "'")
        .collect(Collectors.joining(", "));
  }

  int panels() {
    return tree.path("panels").size();
  }

  /**
   * Whether another dashboard shows the same: title, and each panel's kind, title and queries.
   * Grafana adds defaults and migrates layouts when it stores, so the texts differ.
   */
  boolean shownBy(JsonNode stored) {
    return contents(tree).equals(contents(stored));
  }

  private static List<String> contents(JsonNode dashboard) {
    var contents = new ArrayList<String>();
    contents.add(dashboard.path("uid").asText());
    contents.add(dashboard.path("title").asText());
    for (JsonNode panel : dashboard.path("panels")) {
      contents.add(panel.path("type").asText() + " " + panel.path("title").asText());
      for (JsonNode target : panel.path("targets")) {
        contents.add(target.path("expr").asText());
      }
    }
    return contents;
  }

  private static String file(Path path) throws FailedCallException, IOException {
    try {
      return new String(WholeFile.bytes(path), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw wrong(path.toString(), "does not exist");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = DashboardText.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(name + " is not in the JAR: build it again");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static FailedCallException wrong(String name, String what) {
    return new FailedCallException(
        FailureClass.CONFIGURATION, "dashboard " + name + " " + what, "");
  }
}
