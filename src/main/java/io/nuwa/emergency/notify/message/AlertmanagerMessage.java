package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.notify.ledger.Firing;
import io.nuwa.emergency.notify.ledger.Ledger;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts in the words of Alertmanager's API, version 2. */
public final class AlertmanagerMessage {
  private AlertmanagerMessage() {}

  /**
   * The body of a request.
   *
   * @param until until when those that fire do so if nothing more is heard
   */
  public static String of(Collection<Ledger.Line> lines, AlertWords words, Instant until) {
    return lines.stream()
        .map(line -> JsonText.line(fields(line, words, line.over().orElse(until))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Map<String, Object> fields(Ledger.Line line, AlertWords words, Instant endsAt) {
    Firing alert = line.alert();
    var labels = new LinkedHashMap<String, Object>();
    labels.put("alertname", alert.name());
    labels.put("plan", alert.plan());
    labels.put("run", alert.run());
    labels.put("subject", alert.subject());
    labels.put("severity", alert.severity().id());
    putUnlessEmpty(labels, "role", alert.role());
    var annotations = new LinkedHashMap<String, Object>();
    annotations.put("summary", words.summary(line));
    annotations.put("next_step", words.nextStep(line));
    putUnlessEmpty(annotations, "diagnosis", alert.diagnosis());
    putUnlessEmpty(
        annotations, "coordinator", alert.coordinator().isEmpty() ? "" : "@" + alert.coordinator());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("labels", labels);
    fields.put("annotations", annotations);
    fields.put("startsAt", alert.since().toString());
    fields.put("endsAt", endsAt.toString());
    return fields;
  }

  private static void putUnlessEmpty(Map<String, Object> map, String key, String value) {
    if (!value.isEmpty()) {
      map.put(key, value);
    }
  }
}
