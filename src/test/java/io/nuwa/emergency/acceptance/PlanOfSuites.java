package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Risk;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plan as a user writes it, and the engine's part of working on it, by hand. */
final class PlanOfSuites {
  private static final String HEAD =
      """
      plan: p
      time-box: {length: 1h}
      roles: [{id: Op}]
      blockers:
        - id: B-1
          owner: Op
      """;

  private final Catalog catalog;
  private final Plan plan;
  final Map<String, String> facts = new HashMap<>();

  private PlanOfSuites(Catalog catalog, String yaml) {
    this.catalog = catalog;
    this.plan = PlanReader.read("plan.yaml", yaml, catalog.vocabulary());
  }

  /**
   * Reads a plan of one blocker.
   *
   * @param tasks entries of its tasks, each on a line of its own
   * @param gates entries of its gates
   */
  static PlanOfSuites of(
      Path home, List<IdentitySource> system, List<String> tasks, List<String> gates) {
    return whole(home, system, blocker(tasks, gates));
  }

  /** The same with something after the blocker. */
  static PlanOfSuites whole(Path home, List<IdentitySource> system, String yaml) {
    var feature = new AcceptanceFeature(home, plan -> system);
    return new PlanOfSuites(new Catalog(List.of(feature)), yaml);
  }

  /** The text of a plan of one blocker. */
  static String blocker(List<String> tasks, List<String> gates) {
    var text = new StringBuilder(HEAD).append("    tasks:\n");
    tasks.forEach(task -> text.append("      - ").append(task).append('\n'));
    text.append("    gates:\n");
    gates.forEach(gate -> text.append("      - ").append(gate).append('\n'));
    return text.toString();
  }

  /** A task: a shell program that writes reports. */
  static String suite(String id, String reports, String shell, String more) {
    return "{id: %s, kind: acceptance-suite, with: {command: [sh, -c, '%s'], reports: \"%s\"%s}}"
        .formatted(id, shell.replace("'", "''"), reports, more);
  }

  /** A gate that wants all cases to pass. */
  static String gate(String id, String reports, String reads) {
    return "{id: %s, probe: test-results, with: {reports: \"%s\", reads: %s}, success: \">= 100\", alert: \"< 100\"}"
        .formatted(id, reports, reads);
  }

  /** Runs a task as an engine does; the last result. */
  StepResult run(String id) throws InterruptedException {
    StepResult last = null;
    for (Step step : catalog.steps(task(id), plan)) {
      last = step.run(input());
      if (!(last instanceof StepResult.Done done)) {
        return last;
      }
      facts.putAll(done.facts());
    }
    return last;
  }

  Measurement measure(String id) throws InterruptedException {
    Gate gate =
        plan.blockers().stream()
            .flatMap(blocker -> blocker.gates().stream())
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow();
    return catalog.probe(gate, plan).measure(input());
  }

  /** The number that a gate reads. */
  double value(String id) throws InterruptedException {
    return ((Measurement.Measured) measure(id)).value();
  }

  /** Why a gate could not be measured. */
  String unmeasured(String id) throws InterruptedException {
    return ((Measurement.Unmeasured) measure(id)).why().summary();
  }

  Measurement risk() throws InterruptedException {
    var reads = (Risk.Reads) plan.vigilance().risks().getFirst().sign();
    return catalog.probe(reads.gate(), plan).measure(input());
  }

  private Task task(String id) {
    return plan.blockers().stream()
        .map(Blocker::tasks)
        .flatMap(List::stream)
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private StepInput input() {
    return new StepInput(
        "run-1",
        new Values(facts, Map.of()),
        Instant.now().plusSeconds(30),
        Time.system(),
        Progress.SILENT);
  }
}
