package io.nuwa.emergency.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the large AOT cache learns from: the usual commands, once each, in a folder that is thrown
 * away afterwards. Classes that none of them touches are loaded from the JAR later on.
 */
public final class Rehearsal {
  /** More programs than it takes to start them the quick way. */
  private static final int STEPS = 80;

  private static final String BEGINNING =
      """
      plan: rehearsal
      title: 排练
      time-box: {length: 1h}
      roles: [{id: one, duty: rehearses}]
      blockers:
        - id: R-2
          owner: one
          rounds: 1
          tasks:
            - {id: t, kind: command, with: {command: ["false"]}}
          gates:
            - {id: bad, probe: command-exit, with: {command: ["false"]}, success: "== 0", alert: "!= 0"}
        - id: R-1
          owner: one
          needs: []
          gates:
            - {id: good, probe: command-exit, with: {command: ["true"]}, success: "== 0", alert: "!= 0"}
          tasks:
      """;

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  private Rehearsal() {}

  /**
   * Rehearses.
   *
   * @param args an empty folder
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]);
    Path memory = Files.createDirectories(home.resolve("promptx").resolve("memory"));
    Path claim = memory.resolve("blocker-B1-status.json");
    Files.writeString(
        claim,
        "{\"blocker\": \"B-1\", \"status\": \"resolved\", \"resolved_at\":"
            + " \"2025-06-16T20:00:03\"}");
    rehearse(home, "plan", "validate");
    rehearse(home, "plan", "show");
    look(home);
    Files.delete(claim);
    Path plan = home.resolve("promptx").resolve("plan.yaml");
    Files.writeString(plan, plan());
    rehearse(home, "execute", "--dry-run");
    rehearse(home, "execute");
    look(home);
    deploy(home.resolve("deployment"));
  }

  /** The cache is as good without it on a machine where nobody may listen at a socket. */
  private static void deploy(Path home) throws InterruptedException {
    try {
      DeployRehearsal.rehearse(Files.createDirectories(home));
    } catch (IOException e) {
      System.err.println("no deployment was rehearsed: " + e);
    }
  }

  private static void look(Path home) {
    String[] glance = {"status", "--json", "--home", home.toString()};
    Main.glance(glance, Wiring.program(), NOWHERE, NOWHERE);
    rehearse(home, "status");
    rehearse(home, "status", "--json", "--exit-code");
  }

  private static void rehearse(Path home, String... words) {
    String[] command = new String[words.length + 2];
    System.arraycopy(words, 0, command, 0, words.length);
    command[words.length] = "--home";
    command[words.length + 1] = home.toString();
    Main.run(command, NOWHERE, NOWHERE);
  }

  /** Two blockers: one that is resolved, and one that fails, so that the usual events occur. */
  private static String plan() {
    var text = new StringBuilder(BEGINNING);
    for (int i = 0; i < STEPS; i++) {
      text.append("      - {id: t")
          .append(i)
          .append(", kind: command, with: {command: [\"true\"]}}\n");
    }
    return text.toString();
  }
}
