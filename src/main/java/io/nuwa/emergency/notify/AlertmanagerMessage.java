package io.nuwa.emergency.notify;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Alert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts in the words of Alertmanager's API, version 2. */
final class AlertmanagerMessage {
  private AlertmanagerMessage() {}

  /**
   * The body of a request.
   *
   * @param run whose alerts they are
   * @param startsAt when they began to fire
   * @param endsAt until when they fire if nothing more is heard; in the past: resolved
   */
  static String of(String run, List<Alert> alerts, Instant startsAt, Instant endsAt) {
    return alerts.stream()
        .map(alert -> JsonText.line(fields(run, alert, startsAt, endsAt)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Map<String, Object> fields(
      String run, Alert alert, Instant startsAt, Instant endsAt) {
    var labels = new LinkedHashMap<String, Object>();
    labels.put("alertname", alert.name());
    labels.put("run", run);
    labels.put("subject", alert.subject());
    labels.put("severity", alert.severity().id());
    if (!alert.role().isEmpty()) {
      labels.put("role", alert.role());
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("labels", labels);
    fields.put("annotations", Map.of("summary", alert.summary()));
    fields.put("startsAt", startsAt.toString());
    fields.put("endsAt", endsAt.toString());
    return fields;
  }
}
