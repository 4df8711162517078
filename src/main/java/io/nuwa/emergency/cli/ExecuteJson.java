package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.run.RunState;
import java.util.LinkedHashMap;

/** What {@code execute --json} prints; described by docs/schema/execute.schema.json. */
final class ExecuteJson {
  private ExecuteJson() {}

  static String of(Outcome outcome, StatusView view, RunState state) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("exitCode", ExitCode.of(outcome).code);
    fields.put("decision", state.decision().id());
    fields.put("reasons", state.reasons());
    fields.put("facts", state.facts());
    fields.put("status", StatusJson.document(view));
    return JsonText.pretty(fields);
  }
}
