package io.nuwa.emergency.memory;

/**
 * Where a journal ends, so that it can be gone on with.
 *
 * @param records how many there are, in all of its files
 * @param sealed how many files of it are full and closed
 * @param bytes how long the file is that is written
 * @param lastLine where the last line begins in that file; 0 where it has none
 * @param lastHash SHA-256 of the last line, in hex; empty for no line
 */
public record JournalEnd(long records, int sealed, long bytes, long lastLine, String lastHash) {
  /** Of a journal that has no line yet. */
  static final JournalEnd NOTHING = new JournalEnd(0, 0, 0, 0, "");
}
