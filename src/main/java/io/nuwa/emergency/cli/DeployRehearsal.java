package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.ExecuteRun;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.deploy.DeployFeature;
import io.nuwa.emergency.deploy.rehearsal.RehearsedEngine;
import io.nuwa.emergency.observe.ObserveFeature;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A deployment for the large AOT cache to learn from, and a question over HTTP as each run asks it;
 * no program is started for it.
 */
final class DeployRehearsal {
  private DeployRehearsal() {}

  /**
   * Deploys to a played engine.
   *
   * @param home an empty folder
   */
  static Outcome rehearse(Path home) throws IOException, InterruptedException {
    try (RehearsedEngine engine = RehearsedEngine.start()) {
      Files.createDirectories(home.resolve("promptx").resolve("memory"));
      Files.writeString(home.resolve("compose.yaml"), compose());
      Files.writeString(home.resolve("promptx").resolve("plan.yaml"), plan(engine.port()));
      var workplace = new Workplace(home, Map.of(), "java");
      var catalog = new Catalog(List.of(new DeployFeature(home, engine), new ObserveFeature(home)));
      Plan plan = Wiring.plan(workplace, catalog, Optional.empty());
      var run =
          new ExecuteRun(workplace, catalog, Time.system(), (entry, state) -> {}, notice -> {});
      return run.run(new ExecuteRun.Request(plan, Set.of("D-1"), false, "rehearsal")).outcome();
    }
  }

  private static String compose() {
    return """
    services:
      one:
        image: %s
        environment: {PORT: "${ONE_PORT:-1}"}
        ports: ["127.0.0.1:${ONE_PORT:-1}:${ONE_PORT:-1}"]
    """
        .formatted(RehearsedEngine.IMAGE);
  }

  private static String plan(int port) {
    return """
    plan: deployment
    time-box: {length: 1h}
    ports: {one: %d}
    stack:
      compose-file: compose.yaml
      project: %s
      services: [%s]
      environment: {ONE_PORT: "${port.one}"}
    roles: [{id: r, duty: rehearses}]
    blockers:
      - id: D-1
        owner: r
        tasks: [{id: deploy, kind: compose-up, timeout: 60s}]
        gates:
          - {id: containers, probe: healthy-containers, success: "== 1", alert: "< 1"}
          - {id: ports, probe: open-ports, with: {ports: [one]}, success: "== 1", alert: "< 1"}
    risks:
      - id: errors
        title: errors
        severity: yellow
        probe: metric-value
        with: {prometheus: "http://127.0.0.1:${port.one}", query: "sum(errors)", title: errors}
        alert: "> 3"
    """
        .formatted(port, RehearsedEngine.PROJECT, RehearsedEngine.SERVICE);
  }
}
