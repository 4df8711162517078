package io.nuwa.emergency.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostJournalTest {
  @TempDir Path home;
  private MemoryFolder memory;
  private RunLock lock;
  private Journal journal;

  @BeforeEach
  void begin() {
    memory = new MemoryFolder(home);
    lock = RunLock.take(memory, "execute");
    journal = Journal.open(memory.journal(), JournalEnd.NOTHING, lock::requireHeld);
    journal.append(EventSamples.run().getFirst(), EventSamples.START);
    journal.commit();
  }

  @AfterEach
  void end() {
    lock.close();
  }

  private void isLost(String how) {
    journal.append(new Event.RunStopped("never told"), EventSamples.START);
    assertThatThrownBy(journal::commit)
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining(how)
        .hasMessageContaining("run the same command again");
    journal.close();
  }

  @Test
  void a_journal_that_was_removed_ends_the_run() throws IOException {
    Files.delete(memory.journal());
    isLost("journal.jsonl was removed");
    assertThat(memory.journal()).doesNotExist();
  }

  @Test
  void a_journal_that_was_replaced_ends_the_run_and_the_other_is_not_written() throws IOException {
    byte[] ours = Files.readAllBytes(memory.journal());
    Path other = Files.write(home.resolve("other"), ours);
    Files.move(memory.journal(), home.resolve("moved"));
    Files.move(other, memory.journal());
    isLost("journal.jsonl was replaced by another file");
    assertThat(memory.journal()).hasBinaryContent(ours);
  }

  @Test
  void a_journal_that_became_a_link_ends_the_run() throws IOException {
    Path moved = Files.move(memory.journal(), home.resolve("moved"));
    byte[] ours = Files.readAllBytes(moved);
    Files.createSymbolicLink(memory.journal(), moved);
    isLost("journal.jsonl was replaced by a link");
    assertThat(moved).hasBinaryContent(ours);
  }

  @Test
  void a_journal_that_was_emptied_ends_the_run() throws IOException {
    Files.write(memory.journal(), new byte[0]);
    isLost("journal.jsonl was cut from");
  }

  @Test
  void a_journal_that_others_write_ends_the_run() throws IOException {
    Files.writeString(memory.journal(), "x", StandardOpenOption.APPEND);
    isLost("journal.jsonl grew by 1 bytes");
  }

  @Test
  void a_lock_that_was_removed_ends_the_run() throws IOException {
    Files.delete(memory.lock(RunLock.Kind.RUN));
    isLost("run.lock was removed");
  }

  @Test
  void a_run_that_records_nothing_more_notices_it_at_its_end() throws IOException {
    Files.delete(memory.journal());
    assertThatThrownBy(journal::close)
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("was removed");
  }

  @Test
  void a_linked_journal_is_not_begun_with() throws IOException {
    journal.close();
    Path strange = Files.writeString(home.resolve("strange"), "somebody else's");
    Files.delete(memory.journal());
    Files.createSymbolicLink(memory.journal(), strange);
    assertThatThrownBy(() -> Journal.open(memory.journal(), JournalEnd.NOTHING, lock::requireHeld))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("is not written");
    Files.delete(memory.journal());
    Files.createLink(memory.journal(), strange);
    assertThatThrownBy(() -> Journal.open(memory.journal(), JournalEnd.NOTHING, lock::requireHeld))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("hard link");
    assertThat(strange).hasContent("somebody else's");
  }
}
