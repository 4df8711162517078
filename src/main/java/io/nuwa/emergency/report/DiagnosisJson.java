package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.run.DiagnosisName;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A diagnosis for programs; described by docs/schema/diagnosis.schema.json. */
final class DiagnosisJson {
  private DiagnosisJson() {}

  static Map<String, Object> document(DiagnosisCase one, String folder) {
    BlockerHistory history = BlockerHistory.of(one.blocker(), one.entries());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("blocker", one.blocker());
    fields.put("title", one.title());
    fields.put("status", one.status().id());
    fields.put("takenAt", one.takenAt());
    fields.put("byHand", one.byHand());
    fields.put("plan", one.plan());
    fields.put("run", one.run());
    fields.put("folder", folder);
    fields.put("zip", folder + ".zip");
    fields.put("since", history.since());
    fields.put("failures", history.failures());
    fields.put("failure", one.failure().map(note -> failure(one, note)));
    fields.put("tried", history.tried().stream().map(DiagnosisJson::tried).toList());
    fields.put("gates", one.gates().stream().map(gate -> gate(gate, history)).toList());
    fields.put(
        "testimony",
        one.testimony().stream()
            .map(
                seen ->
                    Map.of(
                        "file",
                        DiagnosisName.fileName(seen.name()),
                        "headline",
                        MarkdownText.oneLine(DiagnosisMarkdown.headline(seen))))
            .toList());
    fields.put("nextSteps", NextSteps.of(one).stream().map(DiagnosisJson::step).toList());
    fields.put("ask", Map.of("role", one.asked(), "duty", one.duty()));
    fields.put("journal", history.lines().stream().map(DiagnosisJson::line).toList());
    return fields;
  }

  private static Map<String, Object> failure(DiagnosisCase one, FailureNote note) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("class", note.kind().id());
    fields.put("summary", note.summary());
    fields.put("details", note.details());
    Optional<RecognisedLine> seen = RecognisedLine.of(note, one.failureText());
    fields.put("recognisedBy", seen.map(RecognisedLine::line));
    fields.put("signature", seen.flatMap(RecognisedLine::source));
    return fields;
  }

  private static Map<String, Object> tried(BlockerHistory.Tried tried) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("at", tried.at());
    fields.put("remedy", tried.remedy());
    fields.put("against", tried.subject());
    fields.put("outcome", tried.outcome());
    fields.put("summary", tried.summary());
    fields.put("moved", tried.moved());
    fields.put("proof", tried.proof().isEmpty() ? Optional.empty() : Optional.of(tried.proof()));
    return fields;
  }

  private static Map<String, Object> gate(GateView gate, BlockerHistory history) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", gate.id());
    fields.put("title", gate.title());
    fields.put("verdict", gate.verdict().map(Verdict::id));
    fields.put("text", gate.text());
    List<Reading> readings = history.readings().getOrDefault(gate.id(), List.of());
    fields.put("readings", readings.stream().map(DiagnosisJson::reading).toList());
    return fields;
  }

  private static Map<String, Object> reading(Reading reading) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("at", reading.at());
    fields.put("verdict", reading.verdict().id());
    fields.put(
        "value",
        reading.value().isPresent()
            ? Optional.of(reading.value().getAsDouble())
            : Optional.empty());
    fields.put("text", reading.text());
    return fields;
  }

  private static Map<String, Object> step(NextStep step) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("text", step.text());
    fields.put(
        "command", step.command().isEmpty() ? Optional.empty() : Optional.of(step.command()));
    return fields;
  }

  private static Map<String, Object> line(Entry entry) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("seq", entry.sequence());
    fields.put("at", entry.at());
    fields.put("text", MarkdownText.oneLine(EventLine.of(entry.event())));
    return fields;
  }
}
