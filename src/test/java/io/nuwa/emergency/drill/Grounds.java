package io.nuwa.emergency.drill;

import io.nuwa.emergency.command.CommandFeature;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.drill.ground.Compression;
import io.nuwa.emergency.drill.ground.EngineProgram;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.step.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Grounds with a plan of one gate that is always green, and engines that are scripts. */
public final class Grounds {
  private static final String PLAN =
      """
      plan: small
      title: small
      time-box: {length: 1h, check-every: 2s}
      roles: [{id: one, duty: owns it}]
      blockers:
        - id: B-1
          owner: one
          rounds: 1
          tasks:
            - {id: nothing, kind: command, with: {command: ["true"]}}
          gates:
            - {id: there, probe: command-exit, with: {command: ["true"]},
               success: "== 0", alert: "!= 0"}
      """;

  private Grounds() {}

  /** Of the project {@code small-drill}. */
  public static Ground small(Path home, EngineProgram engine) {
    var workplace = new Workplace(home, Map.of(), "java");
    var catalog = new Catalog(List.of(new CommandFeature(home)));
    Plan plan = PlanReader.read("plan.yaml", PLAN, catalog.vocabulary());
    return new Ground(
        home,
        "small-drill",
        plan,
        workplace,
        catalog,
        engine,
        "password",
        new Compression(240),
        Map.of("alertmanager", "image"));
  }

  /**
   * An engine that is a script.
   *
   * @param does in the words of bash; begins in the folder
   */
  public static EngineProgram engine(Path folder, String does) throws IOException {
    Path engine = folder.resolve("engine");
    Files.writeString(engine, "#!/bin/bash\ncd \"$(dirname \"$0\")\"\n" + does + "\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new EngineProgram(engine.toString(), Map.of());
  }
}
