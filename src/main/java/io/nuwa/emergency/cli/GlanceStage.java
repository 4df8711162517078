package io.nuwa.emergency.cli;

import io.nuwa.emergency.memory.KnownOutline;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerOutline.GateOutline;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Sets the stage for {@link GlanceRehearsal}: a run in which everything happened once, the files of
 * the first system, and a plan that is known. A process of its own, because a JVM that learns links
 * whatever it touched at each start afterwards, and a glance only reads.
 */
public final class GlanceStage {
  private static final String PLAN = "known";

  /** One that can be read: whoever looks with another program than the rehearsal's reads it. */
  private static final String PLAN_TEXT =
      """
      plan: known
      title: 排练
      time-box: {length: 48h}
      roles: [{id: one}]
      blockers:
        - {id: R-1, title: 一, owner: one, tasks: [{id: t, kind: command, with: {command: ["true"]}}], gates: [{id: g, title: 门, probe: command-exit, with: {command: ["true"]}, success: "== 0", alert: "!= 0"}]}
        - {id: R-2, title: 二, owner: one, tasks: [{id: t, kind: command, with: {command: ["true"]}}], gates: [{id: g, title: 门, probe: command-exit, with: {command: ["true"]}, success: "== 0", alert: "!= 0"}]}
      """;

  private static final String AT = "2026-01-31T20:00:00.123456789Z";

  private static final String RESOLVED_HERE =
      "{\"blocker\":\"R-1\",\"status\":\"resolved\",\"resolved_at\":\"" + AT + "\"}";

  private static final String FAILED = "{\"blocker\":\"R-2\",\"status\":\"failed\"}";

  private static final String RESOLVED_BEFORE =
      "{\"blocker\":\"R-2\",\"status\":\"resolved\",\"resolved_at\":\"2025-06-16T20:00:03\"}";

  /** The events of a run without what all lines share: number, time and hash. */
  private static final String EVENTS =
      """
      "type":"run-started","run":"r","plan":"PLAN","digest":"d","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]}],"facts":{"a":"b"},"clock":{"phases":[{"id":"p","title":"段","from":"PT0S","to":"PT48H"}],"checkpoints":[{"id":"6h","at":"PT6H","expects":"tasks-run","blockers":["R-1"],"otherwise":"yellow"},{"id":"48h","at":"PT48H","expects":"resolved","blockers":["R-1","R-2"],"otherwise":"critical"}],"limits":[{"blocker":"R-1","deadline":"PT6H","rounds":3},{"blocker":"R-2","rounds":3}],"timed":["R-1/t"],"risks":["k"]}
      "type":"plan-adopted","digest":"DIGEST","title":"排练","timeBox":"PT48H","checkEvery":"PT6H","blockers":[{"id":"R-1","title":"一","owner":"one","gates":[{"id":"g","title":"门"}]},{"id":"R-2","title":"二","owner":"one","gates":[]}],"facts":{"c":"d"},"clock":{"phases":[{"id":"p","title":"段","from":"PT0S","to":"PT48H"}],"checkpoints":[{"id":"6h","at":"PT6H","expects":"tasks-run","blockers":["R-1"],"otherwise":"yellow"},{"id":"48h","at":"PT48H","expects":"resolved","blockers":["R-1","R-2"],"otherwise":"critical"}],"limits":[{"blocker":"R-1","deadline":"PT6H","rounds":3},{"blocker":"R-2","rounds":3}],"timed":["R-1/t"],"risks":["k"]}
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
          PLAN,
          digest(),
          "排练",
          Duration.ofHours(48),
          List.of(
              new BlockerOutline("R-1", "一", "one", List.of(new GateOutline("g", "门"))),
              new BlockerOutline("R-2", "二", "one", List.of())));

  private GlanceStage() {}

  /**
   * Sets it.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path program = Files.writeString(program(folder), "");
    var known = new KnownOutline(program);
    writeRun(memory(run(folder)));
    claim(memory(claims(folder)), "R-1", RESOLVED_HERE);
    claim(memory(claims(folder)), "R2", RESOLVED_BEFORE);
    memory(planned(folder));
    byte[] plan = PLAN_TEXT.getBytes(StandardCharsets.UTF_8);
    for (Path home : List.of(run(folder), planned(folder))) {
      Files.write(home.resolve("promptx").resolve("plan.yaml"), plan);
    }
    known.keep(plan, OUTLINE);
  }

  /** The home of a run and of status files that agree with it: warnings are for others to load. */
  static Path run(Path folder) {
    return folder.resolve("run");
  }

  /** The home of status files without a run or a plan. */
  static Path claims(Path folder) {
    return folder.resolve("claims");
  }

  /** The home of a plan, and of nothing else. */
  static Path planned(Path folder) {
    return folder.resolve("planned");
  }

  /** The program beside which outlines are kept. */
  static Path program(Path folder) {
    return folder.resolve("known.jar");
  }

  /** One line for each event. */
  static String journal() {
    var journal = new StringBuilder();
    int sequence = 1;
    for (String event :
        EVENTS
            .replace("AT", AT)
            .replace("PLAN", PLAN)
            .replace("DIGEST", digest())
            .lines()
            .toList()) {
      journal.append("{\"seq\":").append(sequence).append(",\"at\":\"").append(AT);
      journal.append("\",\"prev\":\"\",").append(event).append("}\n");
      sequence++;
    }
    return journal.toString();
  }

  private static String digest() {
    try {
      byte[] text = PLAN_TEXT.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void writeRun(Path memory) throws IOException {
    Files.writeString(memory.resolve("journal.jsonl"), journal());
    Files.writeString(memory.resolve("run-holder.json"), "");
    claim(memory, "R-1", RESOLVED_HERE);
    claim(memory, "R-2", FAILED);
  }

  private static Path memory(Path home) throws IOException {
    return Files.createDirectories(home.resolve("promptx").resolve("memory"));
  }

  private static void claim(Path memory, String name, String text) throws IOException {
    Files.writeString(memory.resolve("blocker-" + name + "-status.json"), text);
  }
}
