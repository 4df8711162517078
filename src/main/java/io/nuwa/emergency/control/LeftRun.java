package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.JournalEnd;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A run as this process has left it.
 *
 * @param state the fold of all that was recorded
 * @param end where the journal ended
 * @param identity of the file; null where the file system has none
 * @param modified when it was written last
 */
record LeftRun(RunState state, JournalEnd end, Object identity, FileTime modified) {

  /** How it stands; empty when the journal cannot be looked at. */
  static Optional<LeftRun> of(Path journal, RunState state, JournalEnd end) {
    try {
      BasicFileAttributes file = Files.readAttributes(journal, BasicFileAttributes.class);
      return Optional.of(new LeftRun(state, end, file.fileKey(), file.lastModifiedTime()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody has touched the journal since. */
  boolean stillEnds(Path journal) {
    try {
      BasicFileAttributes file = Files.readAttributes(journal, BasicFileAttributes.class);
      return file.size() == end.bytes()
          && file.lastModifiedTime().equals(modified)
          && Objects.equals(file.fileKey(), identity);
    } catch (IOException e) {
      return false;
    }
  }
}
