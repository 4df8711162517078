package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.VerifyJournal.BadEvidence;
import io.nuwa.emergency.control.VerifyJournal.BadLine;
import io.nuwa.emergency.control.VerifyJournal.Findings;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.panel.text.PlainLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check of a journal found, for people and as JSON ({@code
 * docs/schema/journal-verification.schema.json}).
 */
public final class JournalFindings {
  private JournalFindings() {}

  /** One line for the journal, and one for each thing that is wrong. */
  public static String lines(Findings found, Language language) {
    var lines = new ArrayList<String>();
    String run = found.run().map(id -> " (" + PlainLine.of(id) + ")").orElse("");
    lines.add(
        found.journal()
            + run
            + language.say(
                ": 完整记录 " + found.records() + " 条, 证据 " + found.evidence() + " 份",
                ": whole records " + found.records() + ", pieces of evidence " + found.evidence()));
    found.firstBad().ifPresent(bad -> lines.add(line(bad, found, language)));
    found.badEvidence().forEach(bad -> lines.add(line(bad, language)));
    lines.add(
        found.isSound()
            ? language.say("✔ 与记录时一致", "✔ everything is as it was recorded")
            : language.say("✖ 与记录时不一致", "✖ not everything is as it was recorded"));
    return String.join("\n", lines);
  }

  private static String line(BadLine bad, Findings found, Language language) {
    return found.journal()
        + ":"
        + bad.line()
        + language.say(": 第一处坏行: ", ": the first bad line: ")
        + PlainLine.of(bad.reason());
  }

  private static String line(BadEvidence bad, Language language) {
    return bad.file()
        + language.say(": 证据 ", ": evidence ")
        + PlainLine.of(bad.name())
        + language.say(", 日志第 " + bad.line() + " 行: ", " of line " + bad.line() + ": ")
        + PlainLine.of(bad.reason());
  }

  /** The document. */
  public static String json(Findings found) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("sound", found.isSound());
    fields.put("journal", found.journal().toString());
    fields.put("run", found.run());
    fields.put("records", found.records());
    fields.put("firstBad", found.firstBad().map(JournalFindings::fields));
    fields.put("evidence", found.evidence());
    List<Map<String, Object>> evidence =
        found.badEvidence().stream().map(JournalFindings::fields).toList();
    fields.put("badEvidence", evidence);
    return JsonText.pretty(fields);
  }

  private static Map<String, Object> fields(BadLine bad) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("line", bad.line());
    fields.put("reason", bad.reason());
    return fields;
  }

  private static Map<String, Object> fields(BadEvidence bad) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("line", bad.line());
    fields.put("name", bad.name());
    fields.put("file", bad.file().toString());
    fields.put("reason", bad.reason());
    return fields;
  }
}
