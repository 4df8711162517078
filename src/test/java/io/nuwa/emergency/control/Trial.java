package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.FaultyDisk;
import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.StatusFiles;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.panel.Narration;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.ScriptedFeature;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run that is begun on a disk that fails and taken up on one that does not. Its plan has a step
 * that fails once, a gate that is red once, a status file of somebody else and an on-go task.
 */
final class Trial {
  private static final String CLAIM = "{\"blocker\": \"B-1\", \"status\": \"resolved\"}";

  private static final String PLAN =
      Workbench.PLAN.replace(
          "ladders: {unknown: [], not-ready: []}",
          """
          ladders: {unknown: [run-again], not-ready: [run-again]}
          on-go: [{id: go, kind: scripted, role: NuWa}]\
          """);

  /** What is there before. */
  enum Story {
    /** Nothing at all. */
    EMPTY_HOME,
    /** Nothing of ours, and a status file of somebody else. */
    NEW_RUN,
    /** A run that ended, and half a line behind its journal. */
    DAMAGED_JOURNAL,
    /** A run that ended, and is to be put away. */
    PUT_AWAY
  }

  private final Story story;
  private final Path home;
  private final MemoryFolder memory;
  private final ScriptedFeature feature = new ScriptedFeature();
  private final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  private final List<Entry> told = new ArrayList<>();
  private byte[] before = new byte[0];

  Trial(Story story, Path home) throws InterruptedException, IOException {
    this.story = story;
    this.home = home;
    this.memory = new MemoryFolder(home);
    if (story == Story.DAMAGED_JOURNAL || story == Story.PUT_AWAY) {
      execute(new FaultyDisk(home).path(), false);
      told.clear();
      feature.effects.clear();
      time.tick(Duration.ofMinutes(1));
      before = Files.readAllBytes(memory.journal());
    }
    if (story == Story.DAMAGED_JOURNAL) {
      before = Arrays.copyOf(before, before.length - 20);
      Files.write(memory.journal(), before);
    }
    if (story != Story.EMPTY_HOME) {
      Files.createDirectories(memory.folder());
      Files.writeString(memory.folder().resolve("blocker-B1-status.json"), CLAIM);
    }
    if (story == Story.EMPTY_HOME || story == Story.NEW_RUN) {
      feature.failing("a/one", FailureClass.NOT_READY);
      feature.reads("b", 0).reads("b", 1);
    }
  }

  private RunState execute(Path where, boolean fresh) throws InterruptedException {
    try (var log =
        new ExecutionLog(
            where.resolve("logs").resolve("emergency-execution.log"),
            narration(),
            time,
            fault -> assertThat(fault).contains("the run goes on without it"))) {
      RunObserver observer =
          new RunObserver() {
            @Override
            public void recorded(Entry entry, RunState state) {
              told.add(entry);
              log.recorded(entry, state);
            }

            @Override
            public void takenUp(Optional<RunState> before, List<Entry> entries) {
              log.takenUp(before, entries);
            }
          };
      var catalog = new Catalog(List.of(feature));
      Plan plan = PlanReader.read("plan.yaml", PLAN, catalog.vocabulary());
      return new ExecuteRun(
              new Workplace(where, Map.of(), "java"), catalog, time, observer, notice -> {})
          .run(new ExecuteRun.Request(plan, Set.of(), fresh, "execute"))
          .state();
    }
  }

  private static Narration narration() {
    return new Narration(Language.EN, ZoneOffset.UTC);
  }

  /** Executes and returns what it threw. */
  Optional<RuntimeException> executeOn(Path where) throws InterruptedException {
    try {
      execute(where, story == Story.PUT_AWAY);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** With the typed error that names a file, or, where that was not needed, well. */
  void endedAsItShould(Optional<RuntimeException> ended, boolean struck) {
    if (!struck) {
      assertThat(ended).isEmpty();
    }
    ended.ifPresent(
        fault ->
            assertThat(fault)
                .isInstanceOf(MemoryException.class)
                .hasMessageContaining(home.toString()));
  }

  /** Takes the run up on a disk without faults. */
  void goesOnWithoutLoss() throws InterruptedException, IOException {
    List<Entry> recorded = recorded();
    assertThat(recorded).as("recorded, of what was told").containsAll(told);
    Optional<RunState> before = RunState.fold(recorded);
    List<String> effects = List.copyOf(feature.effects);
    time.tick(Duration.ofMinutes(1));

    RunState state = execute(new FaultyDisk(home).path(), false);

    assertThat(state.decision()).isEqualTo(Decision.GO);
    assertThat(recorded().subList(0, recorded.size())).isEqualTo(recorded);
    before.ifPresent(then -> assertNothingIsRepeated(then, effects, state));
    whatOthersMadeIsThere();
    statusFilesAreTheProjection(state);
    logTellsEverything();
    assertThat(namesIn(memory.folder()).filter(name -> name.endsWith(".tmp"))).isEmpty();
    assertThat(namesIn(memory.evidence()).filter(name -> name.endsWith(".tmp"))).isEmpty();
  }

  private List<Entry> recorded() {
    return RunHistory.read(memory.journal()).reading().entries();
  }

  /** What was recorded as done is done again only in a later round, which is a new record. */
  private void assertNothingIsRepeated(RunState before, List<String> effects, RunState after) {
    var done = new ArrayList<>(before.goSteps().done().keySet());
    before.blockers().values().forEach(blocker -> done.addAll(blocker.done().keySet()));
    for (StepKey step : done) {
      String name = step.task() + "/" + step.step();
      int rounds =
          step.blocker().equals(RunState.ON_GO)
              ? 0
              : after.blocker(step.blocker()).round() - before.blocker(step.blocker()).round();
      assertThat(feature.effects.stream().filter(name::equals).count())
          .as("effects of %s, which was recorded as done", step)
          .isEqualTo(effects.stream().filter(name::equals).count() + rounds);
    }
  }

  private void whatOthersMadeIsThere() throws IOException {
    if (story == Story.EMPTY_HOME) {
      return;
    }
    try (Stream<Path> claims = Files.list(memory.folder().resolve("claimed"))) {
      // Two after a power loss that took back one half of a move.
      assertThat(claims).isNotEmpty().allSatisfy(claim -> assertThat(claim).hasContent(CLAIM));
    }
    switch (story) {
      case EMPTY_HOME, NEW_RUN -> {}
      case DAMAGED_JOURNAL ->
          assertThat(namesIn(memory.folder()).filter(n -> n.startsWith("journal.jsonl.damaged")))
              .isNotEmpty()
              .anySatisfy(
                  copy -> assertThat(memory.folder().resolve(copy)).hasBinaryContent(before));
      case PUT_AWAY ->
          // Before it was put away, the second start went on with it.
          assertThat(namesIn(memory.folder()).filter(n -> n.matches("journal.*[.]jsonl")))
              .anySatisfy(
                  kept ->
                      assertThat(Files.readString(memory.folder().resolve(kept)))
                          .startsWith(new String(before, java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private void statusFilesAreTheProjection(RunState state) throws IOException {
    var afresh = new MemoryFolder(Files.createTempDirectory(home, "projected"));
    RunState folded = RunState.fold(JournalReader.read(memory.journal()).entries()).orElseThrow();
    assertThat(folded).isEqualTo(state);
    new StatusFiles(afresh).project(folded);
    for (String id : folded.blockers().keySet()) {
      assertThat(StatusFiles.file(memory, id))
          .hasSameTextualContentAs(StatusFiles.file(afresh, id));
    }
  }

  private void logTellsEverything() throws IOException {
    List<String> log = Files.readAllLines(home.resolve("logs").resolve("emergency-execution.log"));
    var expected = new ArrayList<String>();
    RunState state = null;
    for (Entry entry : recorded()) {
      state = state == null ? RunState.begin(entry) : state.after(entry);
      expected.add(narration().line(entry, state));
    }
    assertThat(log).containsSubsequence(expected);
    if (story == Story.NEW_RUN) {
      assertThat(log.stream().filter(expected::contains)).hasSameSizeAs(expected);
    }
  }

  private static Stream<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> found = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      return found.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
