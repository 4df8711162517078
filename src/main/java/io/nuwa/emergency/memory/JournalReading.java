package io.nuwa.emergency.memory;

import io.nuwa.emergency.run.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What could be read of a journal.
 *
 * @param entries up to the last whole record; whoever reads a long journal keeps only some of them
 * @param end where the readable part ends
 * @param damage why reading ended before the end of the journal
 */
public record JournalReading(List<Entry> entries, JournalEnd end, Optional<Damage> damage) {
  public JournalReading {
    entries = List.copyOf(entries);
  }

  /** How many records could be read. */
  public long records() {
    return end.records();
  }

  JournalReading keeping(List<Entry> kept) {
    return new JournalReading(kept, end, damage);
  }

  /**
   * The first line that is no record.
   *
   * @param line counted from 1 over all files of the journal
   * @param reason what is wrong with it
   * @param sealed the closed file that it stands in, or that is missing; empty where it stands in
   *     the file that is written, which can be gone on with behind its last whole line
   */
  public record Damage(int line, String reason, Optional<Path> sealed) {}
}
