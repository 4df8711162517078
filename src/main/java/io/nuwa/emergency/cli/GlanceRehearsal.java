package io.nuwa.emergency.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the small AOT cache learns from: {@code status --json} on a run in which everything happened
 * once. That command has a cache of its own because the JVM maps and links all that a cache holds.
 */
public final class GlanceRehearsal {
  private static final String AT = "2026-01-31T20:00:00.123456789Z";

  /** The events of a run without what all lines share: number, time and hash. */
  private static final String EVENTS =
      """
      "type":"run-started","run":"r","plan":"p","digest":"d","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]}],"facts":{"a":"b"}
      "type":"plan-adopted","digest":"e","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]},{"id":"R-2","title":"二","owner":"one","gates":[]}],"facts":{"c":"d"}
      "type":"run-resumed","pid":1,"reason":"r"
      "type":"round-started","blocker":"R-1","round":1
      "type":"step-started","blocker":"R-1","task":"t","step":"s","attempt":1
      "type":"step-failed","blocker":"R-1","task":"t","step":"s","failure":{"class":"unknown","summary":"\\"s\\"","details":{"a":"b"},"evidence":{"name":"n","sha256":"0","bytes":1}}
      "type":"remedy-tried","blocker":"R-1","remedy":"m","class":"unknown","outcome":"applied","summary":"s","facts":{"a":"c"},"evidence":[]
      "type":"step-succeeded","blocker":"R-1","task":"t","step":"s","summary":"s","facts":{"a":"c"},"evidence":[{"name":"n","sha256":"0","bytes":1}]
      "type":"step-skipped","blocker":"R-1","task":"t","step":"u","reason":"r"
      "type":"gate-measured","blocker":"R-1","gate":"g","verdict":"alert","value":2.5,"text":"t","measuredAt":"AT","cause":{"class":"unknown","summary":"s"},"evidence":[]
      "type":"gate-measured","blocker":"R-1","gate":"g","verdict":"pass","value":5,"text":"t","measuredAt":"AT","evidence":[{"name":"n","sha256":"0","bytes":1}]
      "type":"blocker-resolved","blocker":"R-1","by":"one"
      "type":"blocker-reopened","blocker":"R-1","gate":"g","reason":"r"
      "type":"blocker-resolved","blocker":"R-1","by":"one"
      "type":"round-started","blocker":"R-2","round":1
      "type":"role-assigned","blocker":"R-2","role":"one","class":"unknown","reason":"r"
      "type":"blocker-failed","blocker":"R-2","reason":"r"
      "type":"checkpoint-reached","checkpoint":"6h","met":true,"severity":"yellow","reason":"r"
      "type":"decision-made","decision":"UNDECIDED","reasons":["r"]
      "type":"step-started","blocker":"on-go","task":"t","step":"s","attempt":1
      "type":"step-succeeded","blocker":"on-go","task":"t","step":"s","summary":"s","facts":{"a":"c"}
      "type":"run-stopped","reason":"r"
      """;

  private GlanceRehearsal() {}

  /**
   * Rehearses.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Path memory = Files.createDirectories(home.resolve("promptx").resolve("memory"));
    Files.writeString(memory.resolve("journal.jsonl"), journal());
    Files.writeString(memory.resolve("run-holder.json"), "");
    claim(
        memory,
        "R-1",
        "{\"blocker\":\"R-1\",\"status\":\"resolved\",\"resolved_at\":\"" + AT + "\"}");
    claim(
        memory,
        "R2",
        "{\"blocker\":\"R-2\",\"status\":\"resolved\",\"resolved_at\":\"2025-06-16T20:00:03\"}");
    claim(memory, "R3", "{");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    QuickStatus.answer(
        new String[] {"status", "--json", "--home", home.toString()}, nowhere, nowhere);
  }

  /** One line for each event. */
  static String journal() {
    var journal = new StringBuilder();
    int sequence = 1;
    for (String event : EVENTS.replace("AT", AT).lines().toList()) {
      journal.append("{\"seq\":").append(sequence).append(",\"at\":\"").append(AT);
      journal.append("\",\"prev\":\"\",").append(event).append("}\n");
      sequence++;
    }
    return journal.toString();
  }

  private static void claim(Path memory, String name, String text) throws IOException {
    Files.writeString(memory.resolve("blocker-" + name + "-status.json"), text);
  }
}
