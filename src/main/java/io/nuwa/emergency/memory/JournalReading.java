package io.nuwa.emergency.memory;

import io.nuwa.emergency.run.Entry;
import java.util.List;
import java.util.Optional;

/**
 * What could be read of a journal.
 *
 * @param entries up to the last whole record
 * @param wholeBytes how long the readable part is
 * @param lastHash SHA-256 of the last whole line, in hex; empty for no line
 * @param damage why reading ended before the end of the file
 */
public record JournalReading(
    List<Entry> entries, long wholeBytes, String lastHash, Optional<Damage> damage) {
  public JournalReading {
    entries = List.copyOf(entries);
  }

  /** Where the readable part ends. */
  public JournalEnd end() {
    return new JournalEnd(entries.size(), wholeBytes, lastHash);
  }

  /**
   * The first line that is no record.
   *
   * @param line counted from 1
   * @param reason what is wrong with it
   */
  public record Damage(int line, String reason) {}
}
