package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.plan.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A ledger as JSON. */
final class LedgerText {
  private static final long VERSION = 1;

  private LedgerText() {}

  static String of(Ledger ledger) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", VERSION);
    fields.put("run", ledger.run());
    fields.put("as_of", ledger.asOf());
    fields.put("alerts", ledger.lines().stream().map(LedgerText::line).toList());
    return JsonText.pretty(fields) + "\n";
  }

  private static Map<String, Object> line(Ledger.Line line) {
    Firing alert = line.alert();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("alert", alert.name());
    fields.put("run", alert.run());
    fields.put("plan", alert.plan());
    fields.put("title", alert.title());
    fields.put("subject", alert.subject());
    fields.put("severity", alert.severity().id());
    fields.put("role", alert.role());
    fields.put("coordinator", alert.coordinator());
    fields.put("summary", alert.summary());
    fields.put("diagnosis", alert.diagnosis());
    fields.put("since", alert.since());
    fields.put("over", line.over());
    fields.put("unwatched", line.unwatched());
    var receivers = new ArrayList<Map<String, Object>>();
    line.told().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              var told = new LinkedHashMap<String, Object>();
              told.put("receiver", entry.getKey());
              if (!entry.getKey().equals(Receiver.ALERTMANAGER)) {
                told.put("told", entry.getValue().at());
                told.put("begun", entry.getValue().begun());
              }
              receivers.add(told);
            });
    fields.put("receivers", receivers);
    return fields;
  }

  /**
   * Reads one, as a process finds it that did not write it.
   *
   * @throws IOException when it is no such document; says where or which key
   */
  static Ledger read(String text) throws IOException {
    var document = new JsonObject(JsonText.read(text));
    try {
      if (document.number("schemaVersion") != VERSION) {
        throw new IOException("'schemaVersion' is not " + VERSION);
      }
      var lines = new ArrayList<Ledger.Line>();
      for (JsonObject line : document.objects("alerts")) {
        lines.add(line(line));
      }
      return new Ledger(document.text("run"), document.instant("as_of"), lines);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Ledger.Line line(JsonObject line) {
    var alert =
        new Firing(
            line.text("alert"),
            line.text("run"),
            line.text("plan"),
            line.text("title"),
            line.text("subject"),
            Severity.valueOf(line.text("severity").toUpperCase(Locale.ROOT)),
            line.text("role"),
            line.text("coordinator"),
            line.text("summary"),
            line.text("diagnosis"),
            line.instant("since"));
    var told = new LinkedHashMap<String, Told>();
    for (JsonObject one : line.objects("receivers")) {
      String receiver = one.text("receiver");
      var known = new Told(instant(one, "told"), instant(one, "begun"), false);
      // To an Alertmanager the same may be said as often as one likes.
      told.put(
          receiver, receiver.equals(Receiver.ALERTMANAGER) ? Told.NOTHING : known.afterRestart());
    }
    return new Ledger.Line(alert, instant(line, "over"), instant(line, "unwatched"), told);
  }

  private static Optional<Instant> instant(JsonObject object, String key) {
    return object.optionalText(key).map(text -> object.instant(key));
  }
}
