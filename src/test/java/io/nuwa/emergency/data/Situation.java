package io.nuwa.emergency.data;

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
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan with one task that generates data, and the engine's part of running it, by hand. */
final class Situation {
  static final String TODAY = "2026-07-15";

  private final DataFeature feature;
  private final Plan plan;
  private final Map<String, String> facts = new HashMap<>(Map.of("port.postgres", "1"));
  private final String password;
  final TickedTime time = TickedTime.at(TODAY + "T09:00:00Z");
  final List<String> progress = new ArrayList<>();
  Duration patience = Duration.ofMinutes(2);

  Situation(Path home, Databases.Database database, String... settings) {
    this(
        home,
        database.password(),
        "url: \""
            + database.url()
            + "\"\nuser: "
            + database.user()
            + "\npassword: \"${secret.POSTGRES_PASSWORD}\"\n"
            + String.join("\n", settings));
  }

  Situation(Path home, String password, String settings) {
    this.feature = new DataFeature(home);
    this.password = password;
    var kind = feature.tasks().getFirst();
    Task task = new Task("data", "数据注入", "SchemaSage", kind.name(), read(kind, settings), patience);
    var blocker =
        new Blocker(
            "B-2",
            "测试执行",
            "SchemaSage",
            List.of(),
            Optional.empty(),
            Optional.of(3),
            List.of(task),
            List.of(),
            Ladders.NONE);
    this.plan =
        new Plan(
            "week-2",
            "Week-2",
            "plan.yaml",
            "0",
            new TimeBox(Duration.ofDays(2), Duration.ofHours(6), List.of(), List.of()),
            Optional.of(
                new Stack(
                    "compose.yaml",
                    "p",
                    List.of("api", "postgres"),
                    Map.of(),
                    Optional.empty(),
                    List.of())),
            Map.of("postgres", 1),
            List.of(),
            List.of(blocker),
            Ladders.NONE,
            List.of());
  }

  /** The same run, whose address leads to another database now. */
  Situation ledTo(Path home, Databases.Database database, String... settings) {
    var elsewhere = new Situation(home, database, settings);
    elsewhere.facts.putAll(facts);
    return elsewhere;
  }

  Situation with(String fact, String value) {
    facts.put(fact, value);
    return this;
  }

  static Settings read(SettingsReader reader, String yaml) {
    var problems = new Problems();
    var section =
        Section.of(ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "with", problems);
    Settings settings = reader.read(section);
    section.finish();
    problems.throwIfAny();
    return settings;
  }

  List<Step> steps() {
    return feature.tasks().getFirst().steps(plan.blockers().getFirst().tasks().getFirst(), plan);
  }

  StepResult run(String step) throws InterruptedException {
    Step found = steps().stream().filter(each -> each.id().equals(step)).findFirst().orElseThrow();
    StepResult result = found.run(input());
    if (result instanceof StepResult.Done done) {
      facts.putAll(done.facts());
    }
    return result;
  }

  StepResult.Done done(String step) throws InterruptedException {
    StepResult result = run(step);
    assertThat(result).isInstanceOf(StepResult.Done.class);
    return (StepResult.Done) result;
  }

  Failure failed(String step) throws InterruptedException {
    StepResult result = run(step);
    assertThat(result).isInstanceOf(StepResult.Failed.class);
    return ((StepResult.Failed) result).failure();
  }

  RemedyResult remedy(Failure failure) throws InterruptedException {
    return remedy("clean-own-rows", failure);
  }

  RemedyResult remedy(String name, Failure failure) throws InterruptedException {
    Remedy remedy =
        feature.remedies(plan).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    RemedyResult result = remedy.apply(failure, input());
    if (result instanceof RemedyResult.Applied applied) {
      facts.putAll(applied.facts());
    }
    return result;
  }

  String testimony() throws InterruptedException {
    return feature.witnesses(plan).getFirst().testify(input()).getFirst().text();
  }

  Measurement measure() throws InterruptedException {
    var kind = feature.probes().getFirst();
    var gate =
        new Gate(
            "rows",
            "数据",
            kind.name(),
            read(kind, "{}"),
            Threshold.parse(">= 1").orElseThrow(),
            Threshold.parse("< 1").orElseThrow(),
            patience);
    return kind.probe(gate, plan).measure(input());
  }

  Measurement.Measured measured() throws InterruptedException {
    return (Measurement.Measured) measure();
  }

  Identity identity() throws InterruptedException {
    return feature.identities(plan).getFirst().identity(input());
  }

  Values values() {
    return new Values(facts, Map.of("POSTGRES_PASSWORD", password));
  }

  private StepInput input() {
    Progress listener = (what, fraction) -> progress.add(what);
    return new StepInput("run-1", values(), time.instant().plus(patience), time, listener);
  }
}
