package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.GuardRules;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Risk;
import io.nuwa.emergency.plan.Role;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.plan.Vigilance;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.ScriptedFeature;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole run on a scripted feature and a ticked clock. The plan: B-1 with the task {@code a} and
 * the gate {@code up}, B-2 with the tasks {@code b} and {@code c} and the gate {@code rate}, which
 * needs B-1; both gates pass at 1. On GO the task {@code go} runs.
 */
final class Rehearsal {
  final ScriptedFeature feature = new ScriptedFeature();
  final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  final List<Entry> told = new ArrayList<>();
  private final Map<FailureClass, Ladder> ladders = new EnumMap<>(FailureClass.class);
  private final Map<String, Ladders> own = new HashMap<>();
  private final MemoryFolder memory;
  private final List<Risk> risks = new ArrayList<>();
  private List<Task> onGo = List.of(task("go"));
  private List<Task> onGoWithdrawn = List.of();
  private GuardRules guards = GuardRules.USUAL;
  private Optional<Integer> rounds = Optional.empty();

  Rehearsal(Path home) {
    this.memory = new MemoryFolder(home);
  }

  Rehearsal ladder(FailureClass kind, Rung... rungs) {
    ladders.put(kind, new Ladder(List.of(rungs)));
    return this;
  }

  Rehearsal ladderOf(String blocker, FailureClass kind, Rung... rungs) {
    own.put(blocker, new Ladders(Map.of(kind, new Ladder(List.of(rungs)))));
    return this;
  }

  Rehearsal rounds(int most) {
    rounds = Optional.of(most);
    return this;
  }

  Rehearsal risk(Risk risk) {
    risks.add(risk);
    return this;
  }

  /** On GO these tasks run, in place of {@code go}. */
  Rehearsal onGo(String... tasks) {
    onGo = Stream.of(tasks).map(Rehearsal::task).toList();
    return this;
  }

  Rehearsal onGoWithdrawn(String... tasks) {
    onGoWithdrawn = Stream.of(tasks).map(Rehearsal::task).toList();
    return this;
  }

  Rehearsal guards(GuardRules rules) {
    guards = rules;
    return this;
  }

  Path journal() {
    return memory.journal();
  }

  RunState drive(String... selected) throws InterruptedException {
    return with(execution -> execution.drive(Set.of(selected)));
  }

  /** A watch follows a hint. */
  RunState follow(String... probes) throws InterruptedException {
    return with(execution -> execution.follow(List.of(probes), true));
  }

  /** A watch looks at everything, and mends; or it follows a hint of these probes. */
  RunState watch(String... probes) throws InterruptedException {
    return with(
        execution ->
            probes.length == 0 ? execution.keep(true) : execution.follow(List.of(probes), true),
        false);
  }

  /** Recorded by a process that was killed right after it. */
  void recorded(Event event) {
    try (Journal journal =
        Journal.open(journal(), RunHistory.read(journal()).reading().end(), () -> {})) {
      journal.append(event, time.instant());
      journal.commit();
    }
  }

  private interface Drive {
    RunState of(Execution execution) throws InterruptedException;
  }

  private RunState with(Drive drive) throws InterruptedException {
    return with(drive, true);
  }

  private RunState with(Drive drive, boolean waiting) throws InterruptedException {
    RunHistory history = RunHistory.read(journal());
    Plan plan = plan();
    var store = new EvidenceStore(memory);
    var catalog = new Catalog(List.of(feature));
    try (Journal journal = Journal.open(journal(), history.reading().end(), () -> {})) {
      Recorder recorder =
          history
              .state()
              .map(
                  s ->
                      new Recorder(
                          journal,
                          store,
                          (entry, state) -> told.add(entry),
                          time,
                          () -> Redaction.BY_SHAPE,
                          s))
              .orElseGet(
                  () ->
                      Recorder.begin(
                          journal,
                          store,
                          (entry, state) -> told.add(entry),
                          time,
                          () -> Redaction.BY_SHAPE,
                          started(plan)));
      var context = new RunContext(plan, catalog, recorder, time, Map.of(), Map::of, waiting);
      return drive.of(new Execution(context));
    }
  }

  List<Event> events() {
    return RunHistory.read(journal()).reading().entries().stream().map(Entry::event).toList();
  }

  private static Event.RunStarted started(Plan plan) {
    return new Event.RunStarted(
        "run-1",
        plan.name(),
        plan.digest(),
        plan.title(),
        plan.timeBox().length(),
        plan.timeBox().checkEvery(),
        BlockerOutline.of(plan),
        Map.of(),
        PlanClock.of(plan));
  }

  Plan plan() {
    Plan usual = usual();
    return new Plan(
        usual.name(),
        usual.title(),
        usual.source(),
        usual.digest(),
        usual.timeBox(),
        usual.stack(),
        usual.ports(),
        usual.roles(),
        usual.blockers(),
        usual.ladders(),
        onGo,
        onGoWithdrawn,
        usual.alerting(),
        new Vigilance(risks, guards),
        usual.metrics(),
        usual.pictures(),
        usual.digests());
  }

  private Plan usual() {
    return new Plan(
        "rehearsal",
        "Rehearsal",
        "test",
        "digest",
        timeBox(),
        Optional.empty(),
        Map.of(),
        List.of(
            new Role("NuWa", "", List.of()),
            new Role("Porter", "", List.of(), Set.of(FailureClass.PORT_IN_USE), false)),
        List.of(
            blocker("B-1", List.of(), List.of(task("a")), gate("up")),
            blocker("B-2", List.of("B-1"), List.of(task("b"), task("c")), gate("rate"))),
        new Ladders(ladders),
        List.of());
  }

  private static TimeBox timeBox() {
    return new TimeBox(
        Duration.ofHours(48),
        Duration.ofHours(6),
        List.of(),
        List.of(
            new Checkpoint(
                "6h",
                Duration.ofHours(6),
                new Expectation.TasksRun(List.of("B-1", "B-2")),
                Severity.YELLOW),
            new Checkpoint(
                "18h",
                Duration.ofHours(18),
                new Expectation.Resolved(List.of("B-1", "B-2")),
                Severity.RED),
            new Checkpoint(
                "36h",
                Duration.ofHours(36),
                new Expectation.GateReads("B-2", "rate", Threshold.parse(">= 1").orElseThrow()),
                Severity.YELLOW),
            new Checkpoint(
                "48h",
                Duration.ofHours(48),
                new Expectation.Resolved(List.of("B-1", "B-2")),
                Severity.CRITICAL)));
  }

  private Blocker blocker(String id, List<String> needs, List<Task> tasks, Gate gate) {
    return new Blocker(
        id,
        "title of " + id,
        "NuWa",
        needs,
        Optional.empty(),
        rounds,
        tasks,
        List.of(gate),
        own.getOrDefault(id, Ladders.NONE));
  }

  private static Task task(String id) {
    return new Task(id, id, "NuWa", "scripted", new Settings() {}, Duration.ofMinutes(5));
  }

  static Gate gate(String id) {
    return new Gate(
        id,
        id,
        "scripted",
        new Settings() {},
        Threshold.parse("== 1").orElseThrow(),
        Threshold.parse("< 1").orElseThrow(),
        Duration.ofSeconds(30));
  }
}
