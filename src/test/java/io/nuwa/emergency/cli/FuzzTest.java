package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files of every kind, read by the commands that read them. Whatever stands in a file, the
 * answer is an exit code of the table and a message, never a stack trace and never a fault that
 * nobody expected. How many inputs, and from which seed: {@code -Demergency.fuzz=2600
 * -Demergency.fuzz.seed=1}; what fails is kept in {@code target/fuzz} and belongs into {@code
 * src/test/resources/fuzz}, where it is read again each time.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("emergency.fuzz", 2_600);
  private static final long SEED = Long.getLong("emergency.fuzz.seed", 20250616L);
  private static final Set<Integer> CODES = Set.of(0, 1, 2, 3, 4);
  private static final Path KEPT = Path.of("src/test/resources/fuzz");

  private static final String JOURNAL_PLACE = "promptx/memory/journal.jsonl";

  @TempDir private Path folder;
  private final Set<Integer> answers = new HashSet<>();
  private final List<String> surprises = new ArrayList<>();

  /** A kind of file, where it stands, and the command that reads it. */
  enum Reader {
    PLAN("promptx/plan.yaml", "plan validate"),
    JOURNAL(JOURNAL_PLACE, "status --json"),
    STATUS_FILE("promptx/memory/blocker-B1-status.json", "status --json");

    private final String place;
    private final String command;

    Reader(String place, String command) {
      this.place = place;
      this.command = command;
    }

    List<byte[]> originals() throws IOException {
      return switch (this) {
        case PLAN -> List.of(bytes(Home.usual("2h")), bytes(WITH_MORE));
        case JOURNAL -> List.of(bytes(GlanceStage.journal()));
        case STATUS_FILE ->
            List.of(
                bytes(
                    """
                    {"blocker": "B-1", "status": "resolved", "resolved_at": "2025-06-16T20:00:03",
                     "resolved_by": "FrontEndBot", "verified": true, "run": "r", "gates": []}
                    """));
      };
    }
  }

  private static final String WITH_MORE =
      """
      plan: more
      time-box: &box
        length: 48h
        phases: [{id: a, from: 0h, to: 48h}]
        checkpoints: [{id: 6h, at: 6h, expect: gate, gate: B/g, reads: ">= 85", otherwise: red}]
      ports: {web: 8000}
      stack:
        compose-file: c.yaml
        project: p
        services: [web]
        environment: {P: "${port.web}"}
      roles: [{id: NuWa}]
      ladders: {timeout: [unpause, {remedy: run-again, budget: 3, pause: 1s}]}
      blockers:
        - id: B
          owner: NuWa
          ladders: {unknown: []}
          tasks: [{id: t, kind: command, timeout: 1m, with: {command: [echo, "${home}"]}}]
          gates:
            - {id: g, probe: command-number, with: {command: [echo, 1]}, success: "== 1", alert: "< 1"}
      on-go: [{id: s, role: NuWa, kind: command, with: {command: ["true"]}}]
      """;

  @ParameterizedTest
  @EnumSource
  void damaged_files_end_in_a_message(Reader reader) throws IOException {
    var home = new Home(folder).plan(Home.usual("2h"));
    Map<Integer, Integer> codes = new LinkedHashMap<>();
    List<byte[]> inputs = new ArrayList<>(kept(reader));
    List<byte[]> originals = reader.originals();
    var mutations = new Mutations(SEED + reader.ordinal());
    for (int i = 0; i < INPUTS; i++) {
      inputs.add(mutations.of(originals.get(i % originals.size())));
    }

    for (byte[] input : inputs) {
      Path file = home.folder().resolve(reader.place);
      Files.createDirectories(file.getParent());
      Files.write(file, input);
      codes.merge(answer(reader, input), 1, Integer::sum);
    }

    write(reader, inputs.size(), codes, surprises.size());
    assertThat(surprises).as("kept below target/fuzz").isEmpty();
    assertThat(codes.keySet()).as("exit codes of %s", reader).isSubsetOf(CODES);
    assertThat(answers).as("damage is seen: %s", codes).hasSizeGreaterThan(3);
  }

  private int answer(Reader reader, byte[] input) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var words = new ArrayList<>(List.of(reader.command.split(" ")));
    words.addAll(List.of("--home", folder.toString()));
    int code = EmergencyCommand.run(words.toArray(String[]::new), stream(out), stream(err));
    answers.add(out.size() + err.size());
    String said = err.toString(StandardCharsets.UTF_8);
    if (said.contains("unexpected fault") || said.contains("\tat ") || !CODES.contains(code)) {
      surprises.add(said);
      String name = reader.name().toLowerCase(Locale.ROOT) + "-" + surprises.size();
      Files.write(Files.createDirectories(Path.of("target/fuzz")).resolve(name), input);
    }
    return code;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static List<byte[]> kept(Reader reader) throws IOException {
    Path place = KEPT.resolve(reader.name().toLowerCase(Locale.ROOT));
    return Files.isDirectory(place) ? files(place) : List.of();
  }

  private static List<byte[]> files(Path place) throws IOException {
    var all = new ArrayList<byte[]>();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The figures for whoever writes them down. */
  private static void write(Reader reader, int inputs, Map<Integer, Integer> codes, int stackTraces)
      throws IOException {
    Path file = Path.of("target/reliability", "fuzz-" + reader + ".json");
    Files.createDirectories(file.getParent());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("reader", reader.name());
    fields.put("inputs", inputs);
    fields.put("seed", SEED);
    fields.put("stackTraces", stackTraces);
    codes.forEach((code, count) -> fields.put("exit" + code, count));
    Files.writeString(file, JsonText.pretty(fields) + "\n");
  }
}
