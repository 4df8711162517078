package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.files.FaultyDisk;
import io.nuwa.emergency.files.FaultyDisk.Fault;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedJournalTest {
  /** A file is closed behind every third event or so. */
  private static final Journal.Bounds TINY = new Journal.Bounds(600, 4, 10_000);

  @TempDir Path folder;

  /** Goes on with what is there, until all samples are recorded; returns how many are durable. */
  private static long goOn(Path file) {
    RunHistory known = RunHistory.read(file);
    RunState state = known.state().orElse(null);
    long durable = known.reading().records();
    List<Event> events = EventSamples.run();
    try (Journal journal = Journal.open(file, known.reading().end(), () -> {}, TINY)) {
      for (int i = (int) durable; i < events.size(); i++) {
        Entry entry = journal.append(events.get(i), EventSamples.START.plusMillis(i));
        state = state == null ? RunState.begin(entry) : state.after(entry);
        journal.commit();
        durable++;
        journal.tidy(state);
      }
    } catch (MemoryException e) {
      return durable;
    }
    return durable;
  }

  private static List<Event> events(Path file) {
    JournalReading reading = JournalReader.read(file);
    assertThat(reading.damage()).isEmpty();
    return reading.entries().stream().map(Entry::event).toList();
  }

  @Test
  void a_full_file_is_closed_and_compressed_and_the_chain_goes_on() {
    Path file = folder.resolve("journal.jsonl");
    goOn(file);

    assertThat(events(file)).isEqualTo(EventSamples.run());
    assertThat(JournalReader.read(file).end().sealed()).isGreaterThan(3);
    assertThat(folder.resolve("journal.1.jsonl.gz")).exists();
    assertThat(folder.resolve("journal.1.jsonl")).doesNotExist();
    assertThat(RunHistory.read(file).state()).isEqualTo(RunHistory.whole(file).state());
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NO_SPACE_ONCE", "FULL", "FULL_AFTER_HALF", "BROKEN_ONCE", "DIES"})
  void whatever_change_of_the_disk_fails_nothing_is_lost(Fault fault) throws IOException {
    var healthy = new FaultyDisk(Files.createDirectory(folder.resolve("healthy")));
    goOn(healthy.path().resolve("journal.jsonl"));
    for (long n = 1; n <= healthy.calls(); n++) {
      Path home = Files.createDirectory(folder.resolve("home-" + n));
      var disk = new FaultyDisk(home).failing(n, fault);
      long durable = goOn(disk.path().resolve("journal.jsonl"));
      disk.closeAll();

      Path file = home.resolve("journal.jsonl");
      RunHistory after = RunHistory.whole(file);
      assertThat(after.reading().records())
          .as("change %s: %s", n, disk.call(n))
          .isGreaterThanOrEqualTo(durable);
      assertThat(RunHistory.read(file).state()).isEqualTo(after.state());
      goOn(file);
      assertThat(events(file)).as("change %s: %s", n, disk.call(n)).isEqualTo(EventSamples.run());
    }
  }

  @Test
  void a_closed_file_that_is_missing_is_named() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    goOn(file);
    Files.delete(folder.resolve("journal.2.jsonl.gz"));
    Files.delete(folder.resolve("snapshot.json"));

    JournalReading.Damage damage = RunHistory.read(file).reading().damage().orElseThrow();

    assertThat(damage.sealed()).contains(folder.resolve("journal.2.jsonl.gz"));
    assertThat(damage.reason()).contains("missing");
  }

  @Test
  void a_closed_file_that_was_changed_is_named() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    goOn(file);
    Path closed = folder.resolve("journal.2.jsonl.gz");
    byte[] bytes = Files.readAllBytes(closed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(closed, bytes);

    JournalReading.Damage damage = RunHistory.whole(file).reading().damage().orElseThrow();

    assertThat(damage.sealed()).contains(closed);
  }

  @Test
  void a_journal_is_put_away_with_all_of_its_files() {
    Path file = folder.resolve("journal.jsonl");
    goOn(file);

    Path kept = Journal.archive(file, folder.resolve("journal-run-1.jsonl")).orElseThrow();

    assertThat(events(kept)).isEqualTo(EventSamples.run());
    assertThat(Segments.of(file)).isEmpty();
    assertThat(folder.resolve("snapshot.json")).doesNotExist();
    assertThat(RunHistory.read(file).state()).isEmpty();
  }
}
