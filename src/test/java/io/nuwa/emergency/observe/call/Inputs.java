package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.TickedTime;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step is given in tests. */
public final class Inputs {
  private Inputs() {}

  public static StepInput with(Time time, Duration limit, Map<String, String> facts) {
    var values = new Values(facts, Map.of("GRAFANA_TOKEN", "glsa_from_file"));
    return new StepInput("run-1", values, time.instant().plus(limit), time, Progress.SILENT);
  }

  /** Pauses move the clock and take no time. */
  public static StepInput ticked(Duration limit) {
    return with(TickedTime.at("2025-06-16T12:00:00Z"), limit, Map.of("port.exporter", "9101"));
  }

  public static StepInput ticked() {
    return ticked(Duration.ofSeconds(30));
  }

  /** A plan with one blocker that has this task. */
  public static Plan plan(Task... tasks) {
    return plan(List.of(tasks), List.of());
  }

  /** A plan with one blocker that has this gate. */
  public static Plan plan(Gate gate) {
    return plan(List.of(), List.of(gate));
  }

  /** A plan with one blocker that has this task and these gates. */
  public static Plan plan(Task task, List<Gate> gates) {
    return plan(List.of(task), gates);
  }

  private static Plan plan(List<Task> tasks, List<Gate> gates) {
    var blocker =
        new io.nuwa.emergency.plan.Blocker(
            "B-3",
            "可观测性",
            "ExporterGuru",
            List.of(),
            Optional.empty(),
            Optional.of(1),
            tasks,
            gates,
            Ladders.NONE);
    return new Plan(
        "week-2",
        "Week-2",
        "plan.yaml",
        "",
        new TimeBox(Duration.ofHours(48), Duration.ofHours(6), List.of(), List.of()),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(blocker),
        Ladders.NONE,
        List.of());
  }

  public static Task task(String kind, Settings settings) {
    return new Task("t", "", "ExporterGuru", kind, settings, Duration.ofSeconds(30));
  }
}
