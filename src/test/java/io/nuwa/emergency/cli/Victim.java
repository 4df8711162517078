package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.StatusFiles;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run that is killed and taken up again until it ends, and the witnesses of what it did: its
 * journal as it was seen before each kill, and a file to which each step appends its name.
 */
final class Victim {
  private static final String PLAN =
      """
      plan: victim
      title: Victim
      time-box: {length: 2h}
      roles: [{id: NuWa, duty: all}]
      blockers:
      """
          + blocker("B-1", "one", "two")
          + blocker("B-2", "three", "four")
          + """
          on-go:
            - {id: last, kind: command, role: NuWa, with: {command: [sh, -c, "echo last >> effects"]}}
          ladders: {unknown: []}
          """;

  private final Home home;
  private final KillFigures figures;
  private byte[] seen = new byte[0];
  private int known;
  private List<StepKey> done = List.of();
  private List<String> effects = List.of();

  Victim(Path folder, KillFigures figures) {
    this.home = new Home(folder).plan(PLAN);
    this.figures = figures;
  }

  private static String blocker(String id, String first, String second) {
    return """
      - id: %1$s
        title: title of %1$s
        owner: NuWa
        tasks:
          - {id: %2$s, kind: command, with: {command: [sh, -c, "echo %2$s >> effects"]}}
          - {id: %3$s, kind: command, with: {command: [sh, -c, "echo %3$s >> effects"]}}
        gates:
          - {id: %2$s, probe: command-exit, with: {command: [grep, -qx, %2$s, effects]}, success: "== 0", alert: "!= 0"}
          - {id: %3$s, probe: command-exit, with: {command: [grep, -qx, %3$s, effects]}, success: "== 0", alert: "!= 0"}
    """
        .formatted(id, first, second);
  }

  Path folder() {
    return home.folder();
  }

  /**
   * What a process did that has just died, against what was known when it was started.
   *
   * @return whether it recorded anything
   */
  boolean died() throws IOException, InterruptedException {
    return looked(true);
  }

  private boolean looked(boolean killed) throws IOException, InterruptedException {
    awaitOrphans();
    byte[] whole = wholeLines();
    List<Entry> entries = JournalReader.read(home.journal()).entries();
    long lines = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).lines().count();
    boolean kept = startsWith(whole, seen);
    boolean recorded = entries.size() > known;
    if (killed) {
      figures.instant(instant(entries));
    }
    if (!kept || entries.size() != lines) {
      figures.lost(Math.max(1, count(seen) - entries.size()));
    }
    int repeated = repeated();
    figures.repeated(repeated);
    assertThat(kept).as("the journal begins with what was whole before, in %s", home).isTrue();
    assertThat(entries).as("whole lines that can be read, in %s", home).hasSize((int) lines);
    assertThat(repeated).as("effects repeated, in %s", home).isZero();
    statusFilesSayNothingThatIsNotRecorded(entries);
    seen = whole;
    known = entries.size();
    done = done(entries);
    effects = effects();
    return recorded;
  }

  /**
   * Reads while the process lives: what is there must be there ever after.
   *
   * @return how many records this process has written
   */
  int look() throws IOException {
    byte[] whole = wholeLines();
    assertThat(startsWith(whole, seen)).as("the journal only grows, in %s", home).isTrue();
    seen = whole;
    return count(whole) - known;
  }

  /** After the last process ended by itself. */
  void ended(FatJar.Answer answer) throws IOException, InterruptedException {
    answer.hasCode(0);
    looked(false);
    List<Entry> entries = JournalReader.read(home.journal()).entries();
    RunState state = RunState.fold(entries).orElseThrow();
    assertThat(state.decision()).isEqualTo(Decision.GO);
    assertThat(effects).contains("one", "two", "three", "four", "last");
    figures.twiceInFlight(effects.size() - effects.stream().distinct().count());
    var afresh = new MemoryFolder(Files.createTempDirectory(home.folder(), "projected"));
    new StatusFiles(afresh).project(state);
    for (String id : state.blockers().keySet()) {
      assertThat(StatusFiles.file(new MemoryFolder(home.folder()), id))
          .hasSameTextualContentAs(StatusFiles.file(afresh, id));
    }
    assertThat(home.inMemory(".")).as("half-written files").isEmpty();
    assertThat(home.text("logs/emergency-execution.log").lines().filter(l -> l.contains("▷")))
        .as("steps that the log tells of")
        .hasSize((int) starts(entries));
    figures.completed(entries.size());
  }

  private static long starts(List<Entry> entries) {
    return entries.stream().filter(e -> e.event() instanceof Event.StepStarted).count();
  }

  /** Where in its life the process was. */
  private String instant(List<Entry> entries) {
    if (entries.size() == known) {
      return known == 0 ? "before-the-journal" : "before-its-first-record";
    }
    return "after-" + entries.getLast().event().getClass().getSimpleName();
  }

  private int repeated() {
    List<String> now = effects();
    int repeated = 0;
    for (StepKey step : done) {
      long before = effects.stream().filter(step.task()::equals).count();
      long after = now.stream().filter(step.task()::equals).count();
      repeated += (int) (after - before);
    }
    return repeated;
  }

  private static List<StepKey> done(List<Entry> entries) {
    var done = new ArrayList<StepKey>();
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.StepSucceeded succeeded) {
        done.add(succeeded.step());
      }
    }
    return done;
  }

  private List<String> effects() {
    return Files.exists(home.folder().resolve("effects"))
        ? home.text("effects").lines().toList()
        : List.of();
  }

  private void statusFilesSayNothingThatIsNotRecorded(List<Entry> entries) {
    Optional<RunState> state = RunState.fold(entries);
    for (Path file : Files.exists(home.memory()) ? home.inMemory("blocker-") : List.<Path>of()) {
      var fields = home.json(home.folder().relativize(file).toString());
      Status recorded = state.orElseThrow().blocker(String.valueOf(fields.get("blocker"))).status();
      if (fields.get("status").equals(Status.RESOLVED.id())) {
        assertThat(recorded).as("of %s", file).isEqualTo(Status.RESOLVED);
      }
    }
  }

  private byte[] wholeLines() throws IOException {
    if (!Files.exists(home.journal())) {
      return new byte[0];
    }
    byte[] bytes = Files.readAllBytes(home.journal());
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  private static int count(byte[] lines) {
    int count = 0;
    for (byte each : lines) {
      count += each == '\n' ? 1 : 0;
    }
    return count;
  }

  /**
   * A program that a killed process had started may live on for a moment; it works in our folder.
   */
  private void awaitOrphans() throws IOException, InterruptedException {
    for (int tries = 0; worksHere(); tries++) {
      assertThat(tries).as("programs that outlive their run").isLessThan(2_000);
      Thread.sleep(5);
    }
  }

  private boolean worksHere() throws IOException {
    Path folder = home.folder().toRealPath();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.anyMatch(process -> worksIn(process, folder));
    }
  }

  private static boolean worksIn(Path process, Path folder) {
    try {
      return Character.isDigit(process.getFileName().toString().charAt(0))
          && Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
    } catch (IOException ended) {
      return false;
    }
  }
}
