package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.json.RecordJson;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name_the_journal() {
    file = folder.resolve("journal.jsonl");
  }

  /** Writes the samples, with a snapshot behind this many of them. */
  private void writtenWithSnapshotAfter(int records) {
    List<Event> events = EventSamples.run();
    var never = new Journal.Bounds(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    try (Journal journal = Journal.open(file, JournalEnd.NOTHING, () -> {}, never)) {
      RunState state = null;
      for (int i = 0; i < events.size(); i++) {
        Entry entry = journal.append(events.get(i), EventSamples.START.plusMillis(i));
        state = state == null ? RunState.begin(entry) : state.after(entry);
        journal.commit();
        if (i + 1 == records) {
          new Snapshot(journal.end(), state).leave(file);
        }
      }
    }
  }

  @Test
  void the_state_behind_every_kind_of_event_comes_back_as_it_was() throws IOException {
    RunState state = null;
    long number = 0;
    for (Event event : EventSamples.run()) {
      var entry = new Entry(++number, EventSamples.START.plusMillis(number), event);
      state = state == null ? RunState.begin(entry) : state.after(entry);

      String text = JsonText.line(RecordJson.fields(state));

      assertThat(RecordJson.read(RunState.class, JsonText.read(text))).isEqualTo(state);
    }
  }

  @Test
  void a_journal_is_gone_on_with_behind_its_snapshot() {
    for (int records = 1; records <= EventSamples.run().size(); records++) {
      writtenWithSnapshotAfter(records);

      RunHistory quick = RunHistory.read(file);

      assertThat(quick.reading().entries()).hasSize(EventSamples.run().size() - records);
      assertThat(quick.state()).isEqualTo(RunHistory.whole(file).state());
      assertThat(quick.reading().end()).isEqualTo(RunHistory.whole(file).reading().end());
      assertThat(RunHistory.glance(file).state()).isEqualTo(quick.state());
    }
  }

  @Test
  void a_snapshot_that_was_changed_is_not_believed() throws IOException {
    writtenWithSnapshotAfter(7);
    Path snapshot = folder.resolve("snapshot.json");
    Files.writeString(snapshot, Files.readString(snapshot).replace("B-1", "B-2"));

    RunHistory history = RunHistory.read(file);

    assertThat(history.reading().entries()).hasSize(EventSamples.run().size());
    assertThat(history.state().orElseThrow().blockers()).containsKey("B-1");
  }

  @Test
  void a_snapshot_of_another_journal_is_not_believed() throws IOException {
    writtenWithSnapshotAfter(7);
    String other = Files.readString(file).replace("5 started", "9 started");
    Files.writeString(file, other);

    assertThat(RunHistory.read(file).reading().damage()).isPresent();
    assertThat(RunHistory.glance(file).reading().entries()).hasSize(EventSamples.run().size());
  }

  @Test
  void a_snapshot_of_which_a_line_behind_is_damaged_is_not_believed() throws IOException {
    writtenWithSnapshotAfter(3);
    Files.writeString(file, Files.readString(file).replace("5 started", "9 started"));

    RunHistory history = RunHistory.read(file);

    assertThat(history.reading().damage().orElseThrow().line()).isEqualTo(8);
    assertThat(history.reading().entries()).hasSize(7);
  }
}
