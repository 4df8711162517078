package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.control.VerifyJournal.Findings;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyJournalTest {
  @TempDir private Path home;
  private Workbench bench;
  private Path journal;

  @BeforeEach
  void runOnce() throws InterruptedException {
    bench = new Workbench(home);
    var other = List.of(new Evidence("b.txt", "raw, of another gate"));
    bench
        .feature
        .reads("a", 1)
        .reads("b", new Measurement.Measured(1, "b reads 1", Optional.empty(), other));
    bench.execute();
    journal = bench.memory().journal();
  }

  private Findings verify(String... asked) {
    return new VerifyJournal(bench.workplace).verify(Stream.of(asked).findFirst());
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(journal));
  }

  private void write(List<String> lines) throws IOException {
    Files.writeString(journal, String.join("\n", lines) + "\n");
  }

  @Test
  void a_journal_that_nobody_touched_is_sound() throws IOException {
    Findings found = verify();

    assertThat(found.isSound()).isTrue();
    assertThat(found.records()).isEqualTo(lines().size()).isEqualTo(bench.events().size());
    assertThat(found.run()).contains("bench-1767643200");
    assertThat(found.evidence()).isEqualTo(2);
  }

  @Test
  void every_line_that_is_changed_is_noticed_at_it_or_behind_it() throws IOException {
    List<String> whole = lines();
    for (int changed = 0; changed < whole.size() - 1; changed++) {
      List<String> lines = new ArrayList<>(whole);
      lines.set(changed, lines.get(changed).replaceFirst("\"at\":\"2026", "\"at\":\"2025"));
      write(lines);

      Findings found = verify();

      assertThat(found.firstBad().orElseThrow().line()).isEqualTo(changed + 2);
      assertThat(found.firstBad().orElseThrow().reason()).contains("hash of the line before");
      assertThat(found.records()).isEqualTo(changed + 1);
    }
  }

  @Test
  void a_line_that_is_missing_swapped_or_doubled_is_named_by_its_number() throws IOException {
    List<String> whole = lines();
    var missing = new ArrayList<>(whole);
    missing.remove(4);
    write(missing);
    assertThat(verify().firstBad().orElseThrow())
        .isEqualTo(new VerifyJournal.BadLine(5, "number 6 stands where 5 belongs"));

    var doubled = new ArrayList<>(whole);
    doubled.add(5, whole.get(4));
    write(doubled);
    assertThat(verify().firstBad().orElseThrow().line()).isEqualTo(6);

    var swapped = new ArrayList<>(whole);
    swapped.set(2, whole.get(3));
    swapped.set(3, whole.get(2));
    write(swapped);
    assertThat(verify().firstBad().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void an_unknown_event_and_half_a_line_are_named() throws IOException {
    List<String> whole = lines();
    var unknown = new ArrayList<>(whole);
    unknown.set(1, whole.get(1).replace("round-started", "round-skipped"));
    write(unknown);
    assertThat(verify().firstBad().orElseThrow().reason()).contains("round-skipped");
    assertThat(verify().firstBad().orElseThrow().line()).isEqualTo(2);

    Files.writeString(journal, whole.get(0) + "\n" + whole.get(1).substring(0, 40));
    assertThat(verify().firstBad().orElseThrow())
        .isEqualTo(new VerifyJournal.BadLine(2, "the line is cut off"));
  }

  @Test
  void evidence_that_is_gone_or_changed_is_named_with_the_line_that_points_to_it()
      throws IOException {
    List<Path> evidence;
    try (Stream<Path> found = Files.list(bench.memory().evidence())) {
      evidence = found.sorted().toList();
    }
    Files.writeString(evidence.get(0), "raw 2.0");
    Files.delete(evidence.get(1));

    Findings found = verify();

    assertThat(found.firstBad()).isEmpty();
    assertThat(found.isSound()).isFalse();
    assertThat(found.badEvidence())
        .extracting(VerifyJournal.BadEvidence::file)
        .containsExactlyInAnyOrderElementsOf(evidence);
    assertThat(found.badEvidence())
        .extracting(VerifyJournal.BadEvidence::reason)
        .containsExactlyInAnyOrder("was changed", "is not there");
    for (VerifyJournal.BadEvidence bad : found.badEvidence()) {
      assertThat(lines().get(bad.line() - 1))
          .contains(
              "gate-measured", bad.name(), bad.file().getFileName().toString().substring(0, 64));
    }
  }

  @Test
  void evidence_that_cannot_be_read_is_not_told_as_gone() throws IOException {
    Path evidence = bench.memory().evidence();
    Files.move(evidence, home.resolve("elsewhere"));
    Files.createSymbolicLink(evidence, evidence);

    assertThat(verify().badEvidence())
        .isNotEmpty()
        .extracting(VerifyJournal.BadEvidence::reason)
        .allMatch(reason -> reason.startsWith("cannot be read: Too many levels"));
  }

  @Test
  void a_journal_that_cannot_be_read_is_not_told_as_a_run_that_was_never_begun()
      throws IOException {
    Path memory = bench.memory().folder();
    Files.move(memory, home.resolve("elsewhere"));
    Files.createSymbolicLink(memory, memory);

    assertThatThrownBy(this::verify)
        .isInstanceOf(MemoryException.class)
        .hasMessageContainingAll("cannot read the journal", "Too many levels");
    assertThatThrownBy(() -> verify("journal-of-old.jsonl"))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("cannot read the journal");
  }

  @Test
  void an_earlier_run_can_be_named_by_its_id_its_file_name_or_its_path()
      throws InterruptedException {
    bench.time.tick(java.time.Duration.ofHours(1));
    bench.fresh();
    String id = "bench-1767643200";

    for (String name :
        List.of(id, "journal-" + id + ".jsonl", "promptx/memory/journal-" + id + ".jsonl")) {
      assertThat(verify(name).run()).as(name).contains(id);
      assertThat(verify(name).isSound()).isTrue();
    }
    assertThat(verify().run()).contains("bench-1767646800");
    assertThatThrownBy(() -> verify("bench-1"))
        .isInstanceOf(VerifyJournal.MissingJournalException.class)
        .hasMessageContaining("'bench-1'")
        .hasMessageContaining("earlier runs: journal-" + id + ".jsonl");
  }

  @Test
  void nothing_recorded_is_nothing_proved() throws IOException {
    Files.writeString(journal, "");
    assertThat(verify().isSound()).isFalse();
    assertThat(verify().run()).isEqualTo(Optional.empty());

    Files.delete(journal);
    assertThatThrownBy(this::verify).hasMessageContaining("no run was begun here");
  }
}
