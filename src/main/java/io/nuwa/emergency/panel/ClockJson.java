package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView.Watch;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.clock.Due;
import io.nuwa.emergency.run.clock.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Clock, risks and guards as fields of a status; without streams, like all of it. */
final class ClockJson {
  private ClockJson() {}

  static void put(Watch watch, Map<String, Object> fields) {
    fields.put("decided", watch.decided());
    fields.put("clock", clock(watch));
    var risks = new ArrayList<Map<String, Object>>();
    for (Event.RiskJudged risk : watch.risks()) {
      risks.add(risk(risk));
    }
    if (!risks.isEmpty()) {
      fields.put("risks", risks);
    }
    var guards = new ArrayList<Map<String, Object>>();
    for (Event.GuardActed guard : watch.guards()) {
      guards.add(guard(guard));
    }
    if (!guards.isEmpty()) {
      fields.put("guards", guards);
    }
  }

  private static Map<String, Object> clock(Watch watch) {
    var fields = new LinkedHashMap<String, Object>();
    if (watch.clock().phase().isPresent()) {
      fields.put("phase", phase(watch.clock().phase().get()));
    }
    var checkpoints = new ArrayList<Map<String, Object>>();
    for (Point point : watch.clock().checkpoints()) {
      checkpoints.add(point(point));
    }
    fields.put("checkpoints", checkpoints);
    var deadlines = new ArrayList<Map<String, Object>>();
    for (Due due : watch.clock().deadlines()) {
      deadlines.add(due(due));
    }
    fields.put("deadlines", deadlines);
    return fields;
  }

  private static Map<String, Object> phase(Phase phase) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", phase.id());
    fields.put("title", phase.title());
    fields.put("fromSeconds", phase.from().toSeconds());
    fields.put("toSeconds", phase.to().toSeconds());
    return fields;
  }

  private static Map<String, Object> point(Point point) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", point.id());
    fields.put("at", point.at());
    fields.put("standing", point.standing().id());
    fields.put("severity", point.severity().id());
    putUnlessEmpty(fields, "text", point.text());
    return fields;
  }

  private static Map<String, Object> due(Due due) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("blocker", due.blocker());
    fields.put("at", due.at());
    fields.put("standing", due.standing().id());
    putUnlessEmpty(fields, "text", due.text());
    fields.put("earliest", due.forecast().earliest());
    fields.put("latest", due.forecast().latest());
    putUnlessEmpty(fields, "basis", due.forecast().basis());
    return fields;
  }

  /** What is not written is not read either: this is asked in a cold JVM. */
  private static void putUnlessEmpty(Map<String, Object> fields, String key, String text) {
    if (!text.isEmpty()) {
      fields.put(key, text);
    }
  }

  private static Map<String, Object> risk(Event.RiskJudged risk) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", risk.risk());
    fields.put("title", risk.title());
    fields.put("severity", risk.severity().id());
    fields.put("standing", risk.standing().id());
    fields.put("text", risk.text());
    return fields;
  }

  private static Map<String, Object> guard(Event.GuardActed guard) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("guard", guard.guard());
    fields.put("what", guard.what().id());
    fields.put("text", guard.text());
    return fields;
  }
}
