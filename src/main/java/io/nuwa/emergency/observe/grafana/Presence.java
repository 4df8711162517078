package io.nuwa.emergency.observe.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.observe.call.FailedCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Grafana has of what it should have, read just now.
 *
 * @param wrong what is missing or different; empty when all is right
 */
record Presence(List<String> wrong) {

  static Presence of(GrafanaSettings settings, List<DashboardText> dashboards, GrafanaServer server)
      throws FailedCallException, InterruptedException {
    var wrong = new ArrayList<String>();
    String uid = settings.datasource();
    Optional<JsonNode> datasource = server.datasource(uid);
    if (datasource.isEmpty()) {
      wrong.add("there is no datasource '" + uid + "'");
    } else if (!GrafanaDashboardTask.wanted(settings, server.input()).isRight(datasource.get())) {
      wrong.add(
          "datasource '" + uid + "' leads to " + datasource.get().path("url").asText("nowhere"));
    } else {
      var health = server.datasourceHealth(uid);
      if (!health.well()) {
        wrong.add("datasource '" + uid + "' is ill: " + health.message());
      }
    }
    for (DashboardText dashboard : dashboards) {
      Optional<JsonNode> stored = server.dashboard(dashboard.uid());
      if (stored.isEmpty()) {
        wrong.add("there is no dashboard '" + dashboard.uid() + "'");
      } else if (!dashboard.shownBy(stored.get())) {
        wrong.add("dashboard '" + dashboard.uid() + "' shows something else than it should");
      }
    }
    return new Presence(List.copyOf(wrong));
  }
}
