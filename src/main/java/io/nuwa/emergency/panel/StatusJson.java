package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A status as one JSON document, described by {@code docs/schema/status.schema.json}. Loads nothing
 * that a command which must answer in milliseconds would wait for, streams included.
 */
public final class StatusJson {
  private static final int SCHEMA_VERSION = 1;

  private StatusJson() {}

  /** The document, indented, without a newline at its end; what is empty is left out. */
  public static String render(StatusView view) {
    return JsonText.pretty(document(view));
  }

  /** The document as fields, for a larger document that holds it. */
  public static Map<String, Object> document(StatusView view) {
    Optional<Instant> startedAt = view.startedAt();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", SCHEMA_VERSION);
    fields.put("title", view.title());
    fields.put("run", view.run());
    fields.put("startedAt", startedAt);
    fields.put("now", view.now());
    fields.put("timeBoxSeconds", view.timeBox().toSeconds());
    fields.put("elapsedSeconds", startedAt.map(at -> Duration.between(at, view.now()).toSeconds()));
    fields.put("deadline", startedAt.map(at -> at.plus(view.timeBox())));
    fields.put("nextCheck", view.nextCheck());
    fields.put("runningPid", view.runningPid());
    if (view.monitor().isPresent()) {
      var monitor = new LinkedHashMap<String, Object>();
      monitor.put("pid", view.monitor().get().pid());
      monitor.put("since", view.monitor().get().since());
      monitor.put("silentSince", view.monitor().get().silentSince());
      view.monitor()
          .get()
          .blind()
          .ifPresent(
              blind -> {
                monitor.put("blindSince", blind.since());
                monitor.put("blindReason", blind.reason());
              });
      fields.put("monitor", monitor);
    }
    fields.put("measuredNow", view.measuredNow());
    fields.put("measuredAt", view.measuredAt());
    fields.put("ageSeconds", age(view.measuredAt(), view.now()));
    fields.put("decision", view.decision().id());
    fields.put("reasons", view.reasons());
    fields.put("total", view.blockers().size());
    fields.put("resolved", view.resolved());
    fields.put("verified", view.verified());
    fields.put("allVerified", view.allVerified());
    var blockers = new ArrayList<Map<String, Object>>();
    for (BlockerView blocker : view.blockers()) {
      blockers.add(blocker(blocker, view.now()));
    }
    fields.put("blockers", blockers);
    fields.put("warnings", view.warnings());
    if (view.watch().isPresent()) {
      ClockJson.put(view.watch().get(), fields);
    }
    return fields;
  }

  private static Map<String, Object> blocker(BlockerView blocker, Instant now) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", blocker.id());
    fields.put("title", blocker.title());
    fields.put("owner", blocker.owner());
    fields.put("status", blocker.status().id());
    fields.put("verified", blocker.verified());
    fields.put("claimed", blocker.claimed());
    fields.put("resolvedAt", blocker.resolvedAt());
    fields.put("resolvedBy", blocker.resolvedBy());
    fields.put("round", blocker.round());
    fields.put("note", blocker.note());
    fields.put("doing", blocker.doing());
    var gates = new ArrayList<Map<String, Object>>();
    for (GateView gate : blocker.gates()) {
      gates.add(gate(gate, now));
    }
    fields.put("gates", gates);
    return fields;
  }

  private static Map<String, Object> gate(GateView gate, Instant now) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", gate.id());
    fields.put("title", gate.title());
    fields.put("verdict", gate.verdict().map(Verdict::id));
    fields.put("value", finite(gate.value()));
    fields.put("text", gate.text());
    fields.put("measuredAt", gate.measuredAt());
    fields.put("ageSeconds", age(gate.measuredAt(), now));
    return fields;
  }

  private static Optional<Long> age(Optional<Instant> measured, Instant now) {
    return measured.isPresent()
        ? Optional.of(Duration.between(measured.get(), now).toSeconds())
        : Optional.empty();
  }

  /** JSON has no NaN and no infinity. */
  private static Optional<Double> finite(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? Optional.of(value.getAsDouble())
        : Optional.empty();
  }
}
