package io.nuwa.emergency.cli;

import io.nuwa.emergency.memory.KnownOutline;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerOutline.GateOutline;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the small AOT cache learns from: {@code status --json} on a run in which everything happened
 * once, and before a run of a plan that is known. That command has a cache of its own because the
 * JVM maps and links all that a cache holds.
 */
public final class GlanceRehearsal {
  private static final String AT = "2026-01-31T20:00:00.123456789Z";

  /** The events of a run without what all lines share: number, time and hash. */
  private static final String EVENTS =
      """
      "type":"run-started","run":"r","plan":"p","digest":"d","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]}],"facts":{"a":"b"},"clock":{"phases":[{"id":"p","title":"段","from":"PT0S","to":"PT48H"}],"checkpoints":[{"id":"6h","at":"PT6H","expects":"tasks-run","blockers":["R-1"],"otherwise":"yellow"},{"id":"48h","at":"PT48H","expects":"resolved","blockers":["R-1","R-2"],"otherwise":"critical"}],"limits":[{"blocker":"R-1","deadline":"PT6H","rounds":3},{"blocker":"R-2","rounds":3}],"timed":["R-1/t"],"risks":["k"]}
      "type":"plan-adopted","digest":"e","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]},{"id":"R-2","title":"二","owner":"one","gates":[]}],"facts":{"c":"d"},"clock":{"phases":[{"id":"p","title":"段","from":"PT0S","to":"PT48H"}],"checkpoints":[{"id":"6h","at":"PT6H","expects":"tasks-run","blockers":["R-1"],"otherwise":"yellow"},{"id":"48h","at":"PT48H","expects":"resolved","blockers":["R-1","R-2"],"otherwise":"critical"}],"limits":[{"blocker":"R-1","deadline":"PT6H","rounds":3},{"blocker":"R-2","rounds":3}],"timed":["R-1/t"],"risks":["k"]}
      "type":"run-resumed","pid":1,"reason":"r"
      "type":"round-started","blocker":"R-1","round":1
      "type":"step-started","blocker":"R-1","task":"t","step":"s","attempt":1
      "type":"step-failed","blocker":"R-1","task":"t","step":"s","failure":{"class":"unknown","summary":"\\"s\\"","details":{"a":"b"},"evidence":{"name":"n","sha256":"0","bytes":1}}
      "type":"remedy-tried","blocker":"R-1","remedy":"m","subject":"t/s","class":"unknown","details":{"a":"b"},"outcome":"applied","summary":"s","facts":{"a":"c"},"evidence":[]
      "type":"remedy-judged","blocker":"R-1","subject":"t/s","remedy":"m","class":"unknown","moved":true,"text":"t"
      "type":"step-succeeded","blocker":"R-1","task":"t","step":"s","summary":"s","facts":{"a":"c"},"evidence":[{"name":"n","sha256":"0","bytes":1}]
      "type":"step-skipped","blocker":"R-1","task":"t","step":"u","reason":"r"
      "type":"gate-measured","blocker":"R-1","gate":"g","verdict":"alert","value":2.5,"text":"t","measuredAt":"AT","cause":{"class":"unknown","summary":"s"},"evidence":[]
      "type":"gate-measured","blocker":"R-1","gate":"g","verdict":"pass","value":5,"text":"t","measuredAt":"AT","evidence":[{"name":"n","sha256":"0","bytes":1}]
      "type":"blocker-resolved","blocker":"R-1","by":"one"
      "type":"blocker-reopened","blocker":"R-1","gate":"g","reason":"r"
      "type":"blocker-resolved","blocker":"R-1","by":"one"
      "type":"round-started","blocker":"R-2","round":1
      "type":"role-assigned","blocker":"R-2","role":"one","class":"unknown","reason":"r"
      "type":"diagnosis-taken","blocker":"R-2","failure":{"class":"unknown","summary":"s"},"evidence":[{"name":"n","sha256":"0","bytes":1}]
      "type":"blocker-failed","blocker":"R-2","reason":"r"
      "type":"checkpoint-reached","checkpoint":"6h","met":true,"severity":"yellow","reason":"r"
      "type":"risk-judged","risk":"k","title":"险","severity":"yellow","standing":"seen","text":"t"
      "type":"guard-acted","guard":"cpu","what":"held","text":"t"
      "type":"decision-made","decision":"UNDECIDED","reasons":["r"]
      "type":"step-started","blocker":"on-go","task":"t","step":"s","attempt":1
      "type":"step-succeeded","blocker":"on-go","task":"t","step":"s","summary":"s","facts":{"a":"c"}
      "type":"run-stopped","reason":"r"
      """;

  private static final RunOutline OUTLINE =
      new RunOutline(
          "排练",
          Duration.ofHours(48),
          List.of(
              new BlockerOutline("R-1", "一", "one", List.of(new GateOutline("g", "门"))),
              new BlockerOutline("R-2", "二", "one", List.of())));

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

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
    glance(home, home.resolve("none.jar"));
    Main.glance(words(home), NOWHERE, NOWHERE);
    Files.delete(memory.resolve("journal.jsonl"));
    Files.delete(memory.resolve("blocker-R3-status.json"));
    Path program = Files.writeString(home.resolve("known.jar"), "");
    var known = new KnownOutline(program);
    known.keepBuiltIn(OUTLINE);
    glance(home, program);
    byte[] plan = "plan: known".getBytes(StandardCharsets.UTF_8);
    Files.write(home.resolve("promptx").resolve("plan.yaml"), plan);
    known.keep(plan, OUTLINE);
    glance(home, program);
  }

  private static String[] words(Path home) {
    return new String[] {"status", "--json", "--home", home.toString()};
  }

  private static void glance(Path home, Path program) {
    Optional<Integer> code =
        QuickStatus.answer(words(home), Optional.of(program), NOWHERE, NOWHERE);
    if (code.isEmpty()) {
      throw new IllegalStateException("the rehearsal does not play the quick way");
    }
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
