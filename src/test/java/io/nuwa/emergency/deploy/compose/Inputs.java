package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.TickedTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a step is told in these tests. */
public final class Inputs {
  private Inputs() {}

  /** Ports web=8000 and store=5432, Podman without an API service, one secret, five minutes. */
  public static StepInput with(Map<String, String> facts) {
    var all = new TreeMap<String, String>();
    all.put("port.web", "8000");
    all.put("port.store", "5432");
    all.put("engine", "podman");
    all.put("engine.host", "");
    all.put("engine.compose", "podman-compose");
    all.putAll(facts);
    var time = TickedTime.at("2026-01-01T00:00:00Z");
    return new StepInput(
        "run-1",
        new Values(all, Map.of("POSTGRES_PASSWORD", "hunter2hunter2")),
        time.instant().plus(Duration.ofMinutes(5)),
        time,
        Progress.SILENT);
  }
}
