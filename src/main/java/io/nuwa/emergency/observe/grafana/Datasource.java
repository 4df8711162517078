package io.nuwa.emergency.observe.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import java.util.Optional;

/**
 * The datasource that the dashboard reads from.
 *
 * @param uid its uid, and its name
 * @param url Prometheus's address as Grafana sees it
 */
record Datasource(String uid, String url) {

  /** Makes sure that it is there and right; says in a few words what that took. */
  String provide(GrafanaServer server) throws FailedCallException, InterruptedException {
    if (server.addDatasource(wanted())) {
      return "added";
    }
    Optional<JsonNode> present = server.datasource(uid);
    if (present.isEmpty()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          server.access().address()
              + " has a datasource named '"
              + uid
              + "' with another uid: rename it there, or set 'datasource' in the plan",
          "");
    }
    if (isRight(present.get())) {
      return "there already";
    }
    if (present.get().path("readOnly").asBoolean()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          server.access().address()
              + ": datasource '"
              + uid
              + "' comes from a file of Grafana's and leads to "
              + present.get().path("url").asText()
              + ": set 'url: "
              + url
              + "' in that file",
          "");
    }
    server.changeDatasource(uid, wanted());
    return "brought up to date";
  }

  boolean isRight(JsonNode present) {
    return present.path("type").asText().equals("prometheus")
        && present.path("url").asText().equals(url);
  }

  private ObjectNode wanted() {
    ObjectNode datasource = JsonNodeFactory.instance.objectNode();
    datasource.put("name", uid);
    datasource.put("uid", uid);
    datasource.put("type", "prometheus");
    datasource.put("access", "proxy");
    datasource.put("url", url);
    datasource.putObject("jsonData").put("httpMethod", "POST");
    return datasource;
  }
}
