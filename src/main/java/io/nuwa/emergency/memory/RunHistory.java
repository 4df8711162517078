package io.nuwa.emergency.memory;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal and its fold.
 *
 * @param reading with the newest entries; with all of them where they are few
 * @param before the state before the first of these; empty where they are all
 * @param state empty when no run was recorded yet
 */
public record RunHistory(
    JournalReading reading, Optional<RunState> before, Optional<RunState> state) {
  /** So many of the newest entries are kept at least. */
  private static final int NEWEST = 2_000;

  /** A glance that had to read so much more than a snapshot spares the next one that. */
  private static final long MUCH = 4L << 20;

  /** The same with other entries of it. */
  public RunHistory keeping(List<Entry> entries) {
    return new RunHistory(reading.keeping(entries), Optional.empty(), state);
  }

  /** Reads with the chain of hashes checked: for whoever goes on with the run. */
  public static RunHistory read(Path journal) {
    return fromSnapshot(journal, true).orElseGet(() -> whole(journal));
  }

  /**
   * Reads without checking the chain: for a quick look. A journal that is too long for that is read
   * in full once, and a snapshot is left where that is possible.
   */
  public static RunHistory glance(Path journal) {
    Optional<RunHistory> quick = fromSnapshot(journal, false);
    if (quick.isPresent()) {
      return quick.get();
    }
    boolean isShort = isShort(journal);
    RunHistory history = new Fold(Optional.empty()).of(journal, JournalEnd.NOTHING, !isShort);
    if (!isShort && history.reading.damage().isEmpty() && history.state.isPresent()) {
      new Snapshot(history.reading.end(), history.state.get()).leave(journal);
    }
    return history;
  }

  private static boolean isShort(Path journal) {
    try {
      return Segments.of(journal).isEmpty() && Files.size(journal) <= MUCH;
    } catch (IOException e) {
      // Whoever reads it is told why.
      return true;
    }
  }

  /** Reads all of it, whatever a snapshot says: for whoever checks it. */
  public static RunHistory whole(Path journal) {
    return new Fold(Optional.empty()).of(journal, JournalEnd.NOTHING, true);
  }

  /** The same, with each entry that can be believed handed on. */
  public static RunHistory whole(Path journal, Consumer<Entry> sink) {
    return new Fold(Optional.empty(), sink).of(journal, JournalEnd.NOTHING, true);
  }

  private static Optional<RunHistory> fromSnapshot(Path journal, boolean chained) {
    Optional<Snapshot> known = Snapshot.of(journal);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    JournalEnd from = known.get().end();
    // Where the snapshot ends with a file, only the next line tells that it belongs there.
    RunHistory history =
        new Fold(Optional.of(known.get().state())).of(journal, from, chained || from.bytes() == 0);
    return history.reading.damage().isEmpty() ? Optional.of(history) : Optional.empty();
  }

  /** Folds what it is told, and keeps the newest entries in two halves. */
  private static final class Fold implements Consumer<Entry> {
    private final Consumer<Entry> sink;
    private RunState state;
    private RunState beforeOld;
    private RunState beforeNew;
    private List<Entry> old = List.of();
    private List<Entry> fresh = new ArrayList<>();

    Fold(Optional<RunState> known) {
      this(known, _ -> {});
    }

    Fold(Optional<RunState> known, Consumer<Entry> sink) {
      this.sink = sink;
      this.state = known.orElse(null);
      this.beforeOld = state;
      this.beforeNew = state;
    }

    RunHistory of(Path journal, JournalEnd from, boolean chained) {
      JournalReading reading = JournalReader.walk(journal, from, chained, this);
      var kept = new ArrayList<Entry>(old);
      kept.addAll(fresh);
      return new RunHistory(
          reading.keeping(kept), Optional.ofNullable(beforeOld), Optional.ofNullable(state));
    }

    @Override
    public void accept(Entry entry) {
      RunState next = state == null ? RunState.begin(entry) : state.after(entry);
      if (fresh.size() == NEWEST) {
        old = fresh;
        beforeOld = beforeNew;
        fresh = new ArrayList<>();
        beforeNew = state;
      }
      fresh.add(entry);
      state = next;
      sink.accept(entry);
    }
  }
}
