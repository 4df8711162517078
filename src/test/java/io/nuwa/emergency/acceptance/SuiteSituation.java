package io.nuwa.emergency.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with one suite and its gates, and the engine's part of running it, by hand. */
final class SuiteSituation {
  static final String REPORTS = "logs/tests/*.xml";

  private final AcceptanceFeature feature;
  private final Task task;
  private final Plan plan;
  final Map<String, String> facts = new HashMap<>();

  /**
   * Such a plan.
   *
   * @param with the settings of the suite, YAML in braces
   * @param gates each as {@code reads success alert}
   */
  SuiteSituation(Path home, String with, String... gates) {
    this(home, new AcceptanceFeature(home, plan -> List.of()), with, gates);
  }

  /** The same with a feature that knows what the suite runs against. */
  SuiteSituation(Path home, AcceptanceFeature feature, String with, String... gates) {
    this.feature = feature;
    Settings settings =
        read(
            feature.tasks().getFirst(),
            "{reports: " + REPORTS + ", " + with.substring(1, with.length() - 1) + "}");
    this.task = new Task("t", "t", "r", "acceptance-suite", settings, Duration.ofMinutes(1));
    this.plan = plan(task, List.of(gates).stream().map(this::gate).toList());
  }

  /** A plan whose ports are called like its services, or nearly so. */
  static Plan plan(Task task, List<Gate> gates) {
    var blocker =
        new Blocker(
            "B-2",
            "测试执行",
            "r",
            List.of(),
            Optional.empty(),
            Optional.of(3),
            List.of(task),
            gates,
            Ladders.NONE);
    return new Plan(
        "p",
        "p",
        "plan.yaml",
        "0",
        new TimeBox(Duration.ofDays(2), Duration.ofHours(6), List.of(), List.of()),
        Optional.of(
            new Stack(
                "compose.yaml",
                "p",
                List.of("api", "postgres", "mcp-exporter"),
                Map.of(),
                Optional.empty(),
                List.of())),
        Map.of("api", 8000, "postgres", 5432, "exporter", 9101),
        List.of(),
        List.of(blocker),
        Ladders.NONE,
        List.of());
  }

  /** Runs the steps as an engine does: facts are handed on, the first failure ends it. */
  List<StepResult> runAll() throws InterruptedException {
    var results = new ArrayList<StepResult>();
    for (Step step : feature.tasks().getFirst().steps(task, plan)) {
      StepResult result = step.run(input());
      results.add(result);
      if (!(result instanceof StepResult.Done done)) {
        break;
      }
      facts.putAll(done.facts());
    }
    return results;
  }

  /** What the last step, the Debugger, says. */
  StepResult.Done debugged() throws InterruptedException {
    List<StepResult> results = runAll();
    assertThat(results).hasSize(4).allMatch(StepResult.Done.class::isInstance);
    return (StepResult.Done) results.getLast();
  }

  /** The Debugger again, as after a restart. */
  StepResult onlyDebug() throws InterruptedException {
    StepResult result = feature.tasks().getFirst().steps(task, plan).getLast().run(input());
    if (result instanceof StepResult.Done done) {
      facts.putAll(done.facts());
    }
    return result;
  }

  /** The first failure of the steps. */
  Failure failed() throws InterruptedException {
    return ((StepResult.Failed) runAll().getLast()).failure();
  }

  Measurement measure(String reads) throws InterruptedException {
    Gate gate =
        plan.blockers().getFirst().gates().stream()
            .filter(one -> one.id().equals(reads))
            .findFirst()
            .orElseThrow();
    return feature.probes().getFirst().probe(gate, plan).measure(input());
  }

  Measurement.Measured measured(String reads) throws InterruptedException {
    return (Measurement.Measured) measure(reads);
  }

  Failure cause(String reads) throws InterruptedException {
    return measured(reads).cause().orElseThrow();
  }

  private Gate gate(String words) {
    String[] parts = words.split(" ", 3);
    return new Gate(
        parts[0],
        parts[0],
        "test-results",
        read(feature.probes().getFirst(), "{reports: " + REPORTS + ", reads: " + parts[0] + "}"),
        Threshold.parse(parts[1].replace('_', ' ')).orElseThrow(),
        Threshold.parse(parts[2].replace('_', ' ')).orElseThrow(),
        Duration.ofMinutes(1));
  }

  private StepInput input() {
    return new StepInput(
        "run-1",
        new Values(facts, Map.of()),
        Instant.now().plusSeconds(30),
        Time.system(),
        Progress.SILENT);
  }

  private static Settings read(SettingsReader reader, String yaml) {
    var problems = new Problems();
    Section section =
        Section.of(ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "with", problems);
    Settings settings = reader.read(section);
    section.finish();
    problems.throwIfAny();
    return settings;
  }
}
