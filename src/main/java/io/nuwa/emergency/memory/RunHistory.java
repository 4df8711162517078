package io.nuwa.emergency.memory;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.IllegalTransitionException;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A journal and its fold.
 *
 * @param state empty when no run was recorded yet
 */
public record RunHistory(JournalReading reading, Optional<RunState> state) {

  /** Reads with the chain of hashes checked: for whoever goes on with the run. */
  public static RunHistory read(Path file) {
    return fold(JournalReader.read(file), file, true);
  }

  /** Reads without checking the chain: for a quick look. */
  public static RunHistory glance(Path file) {
    return fold(JournalReader.glance(file), file, false);
  }

  /** An event that cannot follow ends what can be trusted, like a line that cannot be read. */
  private static RunHistory fold(JournalReading reading, Path file, boolean chained) {
    List<Entry> entries = reading.entries();
    if (entries.isEmpty()) {
      return new RunHistory(reading, Optional.empty());
    }
    int folded = 0;
    RunState state = null;
    try {
      state = RunState.begin(entries.getFirst());
      for (folded = 1; folded < entries.size(); folded++) {
        state = state.after(entries.get(folded));
      }
      return new RunHistory(reading, Optional.of(state));
    } catch (IllegalTransitionException e) {
      JournalReading shorter =
          JournalReader.upTo(file, folded, chained, String.valueOf(e.getMessage()));
      return new RunHistory(shorter, Optional.ofNullable(state));
    }
  }
}
