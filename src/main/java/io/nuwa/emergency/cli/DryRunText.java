package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.DryRun.Intent;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code execute --dry-run} prints, for people and as JSON (docs/schema/dry-run.schema.json).
 */
final class DryRunText {
  private DryRunText() {}

  static String lines(List<Intent> intents) {
    var text = new StringBuilder();
    for (Intent intent : intents) {
      text.append(intent.blocker().id())
          .append(' ')
          .append(PlainLine.of(intent.blocker().title()))
          .append('\n');
      for (GateView gate : intent.gates()) {
        text.append("  gate ").append(gate.id()).append(": ");
        text.append(gate.verdict().map(Verdict::id).orElse("?")).append(" - ");
        text.append(PlainLine.of(gate.text())).append('\n');
      }
      text.append("  ").append(what(intent)).append('\n');
      intent.intents().forEach(line -> text.append("    ").append(PlainLine.of(line)).append('\n'));
    }
    return text.append("dry run: nothing was changed").toString();
  }

  private static String what(Intent intent) {
    if (intent.wouldRun()) {
      return "would do:";
    }
    return intent.waitsFor().isEmpty()
        ? "resolved and green: would be left alone"
        : "would be left out: it needs " + String.join(", ", intent.waitsFor());
  }

  static String json(List<Intent> intents) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("dryRun", true);
    fields.put("blockers", intents.stream().map(DryRunText::blocker).toList());
    return JsonText.pretty(fields);
  }

  private static Map<String, Object> blocker(Intent intent) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", intent.blocker().id());
    fields.put("title", intent.blocker().title());
    fields.put("wouldRun", intent.wouldRun());
    if (!intent.waitsFor().isEmpty()) {
      fields.put("waitsFor", intent.waitsFor());
    }
    fields.put("gates", intent.gates().stream().map(DryRunText::gate).toList());
    fields.put("steps", intent.intents());
    return fields;
  }

  private static Map<String, Object> gate(GateView gate) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", gate.id());
    fields.put("title", gate.title());
    fields.put("verdict", gate.verdict().map(Verdict::id));
    fields.put("text", gate.text());
    return fields;
  }
}
