package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.files.FaultyDisk;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write_a_run() {
    file = folder.resolve("journal.jsonl");
    append(EventSamples.run());
  }

  private void append(List<Event> events) {
    try (Journal journal = Journal.open(file, JournalReader.read(file).end(), () -> {})) {
      for (Event event : events) {
        journal.append(event, EventSamples.START);
      }
    }
  }

  @Test
  void every_kind_of_event_comes_back_as_it_was() {
    List<Event> events = JournalReader.read(file).entries().stream().map(Entry::event).toList();

    assertThat(events).isEqualTo(EventSamples.run());
    var kinds = new HashSet<Class<?>>();
    events.forEach(event -> kinds.add(event.getClass()));
    assertThat(kinds).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @Test
  void the_samples_fold_into_a_state() {
    RunState state = RunHistory.read(file).state().orElseThrow();
    assertThat(state.blocker("B-1").status()).isEqualTo(Status.PARTIALLY_RESOLVED);
    assertThat(state.facts()).containsEntry("port.web", "18000").containsEntry("port.more", "1");
    assertThat(state.title()).isEqualTo("Week-2b");
  }

  @Test
  void a_line_that_was_changed_ends_what_is_believed() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.replace("5 started", "9 started"));

    JournalReading reading = JournalReader.read(file);

    assertThat(reading.entries()).hasSize(7);
    assertThat(reading.damage().orElseThrow().line()).isEqualTo(8);
    assertThat(reading.damage().orElseThrow().reason()).contains("hash");
  }

  @Test
  void cut_off_at_any_byte_the_whole_records_before_it_remain() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int kept = 0; kept < bytes.length; kept += 7) {
      byte[] part = Arrays.copyOf(bytes, kept);
      long whole =
          new String(part, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();

      JournalReading reading = JournalReader.read(Files.write(file, part));

      assertThat(reading.entries()).as("cut at byte %s", kept).hasSize((int) whole);
      boolean atRecordEnd = kept == 0 || part[kept - 1] == '\n';
      assertThat(reading.damage().isEmpty()).isEqualTo(atRecordEnd);
    }
  }

  @Test
  void a_damaged_journal_is_kept_as_it_was_and_goes_on_after_the_last_whole_record()
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] torn = Arrays.copyOf(bytes, bytes.length - 10);
    Files.write(file, torn);
    JournalReading reading = JournalReader.read(file);

    Path copy = Journal.setAside(file, reading, EventSamples.START).orElseThrow();
    append(List.of(new Event.RunStopped("again")));

    assertThat(Files.readAllBytes(copy)).isEqualTo(torn);
    JournalReading after = JournalReader.read(file);
    assertThat(after.damage()).isEmpty();
    assertThat(after.entries()).hasSize(EventSamples.run().size());
    assertThat(after.entries().getLast().event()).isEqualTo(new Event.RunStopped("again"));
  }

  @Test
  void an_event_that_cannot_follow_ends_what_is_believed() {
    append(List.of(new Event.StepStarted(new io.nuwa.emergency.run.StepKey("B-1", "x", "y"), 1)));

    RunHistory history = RunHistory.read(file);

    assertThat(history.reading().damage().orElseThrow().reason()).contains("B-1 is partially");
    assertThat(history.reading().entries()).hasSize(EventSamples.run().size());
    assertThat(history.state()).isPresent();
  }

  @Test
  void no_file_is_no_run() {
    assertThat(RunHistory.read(folder.resolve("none.jsonl")).state()).isEmpty();
  }

  @Test
  void an_archived_journal_leaves_room_for_a_fresh_one() {
    Path kept = Journal.archive(file, folder.resolve("journal-run-1.jsonl")).orElseThrow();
    assertThat(kept).exists();
    assertThat(file).doesNotExist();
    assertThat(RunHistory.read(kept).state()).isPresent();
  }

  @Test
  void an_interrupted_thread_still_records_where_it_stopped() {
    var stopped = new Event.RunStopped("stopped by a signal");
    try (Journal journal = Journal.open(file, JournalReader.read(file).end(), () -> {})) {
      Thread.currentThread().interrupt();
      journal.append(stopped, EventSamples.START);
      journal.append(stopped, EventSamples.START);
      Thread.currentThread().interrupt();
      journal.commit();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    JournalReading reading = JournalReader.read(file);
    assertThat(reading.damage()).isEmpty();
    assertThat(reading.entries()).hasSize(EventSamples.run().size() + 2);
    assertThat(reading.entries().getLast().event()).isEqualTo(stopped);
  }

  @Test
  void a_second_archive_of_one_name_does_not_overwrite_the_first() throws IOException {
    Path name = folder.resolve("journal-run-1.jsonl");
    Files.writeString(name, "earlier");

    Path kept = Journal.archive(file, name).orElseThrow();

    assertThat(name).hasContent("earlier");
    assertThat(kept).isEqualTo(folder.resolve("journal-run-1.jsonl.2"));
    assertThat(RunHistory.read(kept).state()).isPresent();
  }

  @Test
  void what_could_not_be_committed_is_not_tried_again_when_the_journal_is_closed() {
    var disk = new FaultyDisk(folder);
    Path faulty = disk.path().resolve(file.getFileName().toString());
    JournalReading before = JournalReader.read(file);
    Journal journal = Journal.open(faulty, before.end(), () -> {});
    journal.append(new Event.RunStopped("never told"), EventSamples.START);
    disk.failing(2, FaultyDisk.Fault.BROKEN_ONCE);

    assertThatThrownBy(journal::commit).isInstanceOf(MemoryException.class);
    journal.close();

    assertThat(disk.struck()).isTrue();
    assertThat(JournalReader.read(file)).isEqualTo(before);
    assertThatThrownBy(journal::commit).isInstanceOf(IllegalStateException.class);
  }
}
