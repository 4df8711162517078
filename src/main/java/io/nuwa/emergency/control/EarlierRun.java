package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.JournalReading;
import io.nuwa.emergency.memory.Leftovers;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.ForwardTime;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was recorded before, made ready to be gone on with. What cannot be read is kept beside it as
 * it is, and said. Only for the holder of the lock.
 */
final class EarlierRun {
  /** Clocks that are kept right are moved by less than this at a time. */
  private static final Duration ADJUSTED = Duration.ofSeconds(2);

  private final MemoryFolder memory;
  private final Time time;
  private final Consumer<String> notice;

  EarlierRun(MemoryFolder memory, Time time, Consumer<String> notice) {
    this.memory = memory;
    this.time = time;
    this.notice = notice;
  }

  /**
   * Reads the journal.
   *
   * @param fresh put the run away that is in it
   * @param plan whose run it must be, unless it is put away
   * @throws OtherPlanException when it is not; nothing was changed then
   */
  RunHistory open(boolean fresh, String plan) {
    Path file = memory.journal();
    Leftovers.remove(memory);
    RunHistory history = RunHistory.read(file);
    Optional<RunState> other = history.state().filter(run -> !run.plan().equals(plan));
    if (!fresh && other.isPresent()) {
      throw new OtherPlanException(other.get(), plan);
    }
    JournalReading reading = history.reading();
    if (fresh) {
      return putAway(history);
    }
    requireMendable(reading);
    Journal.setAside(file, reading, time.instant())
        .ifPresent(
            copy ->
                notice.accept(
                    "the journal is damaged at line %d (%s): kept as %s; going on after line %d"
                        .formatted(
                            reading.damage().orElseThrow().line(),
                            reading.damage().orElseThrow().reason(),
                            copy,
                            reading.records())));
    return history;
  }

  /** As it is, damaged or not: a fresh run wants nothing of it. */
  private RunHistory putAway(RunHistory history) {
    String name = history.state().map(RunState::run).orElse("unreadable");
    Journal.archive(memory.journal(), memory.archive(name))
        .ifPresent(kept -> notice.accept("the earlier run is kept as " + kept));
    return RunHistory.read(memory.journal());
  }

  /** What stands in a file that was closed long ago cannot be done again. */
  private static void requireMendable(JournalReading reading) {
    reading
        .damage()
        .filter(damage -> damage.sealed().isPresent())
        .ifPresent(
            damage -> {
              throw new ReadStatus.UnreadableStateException(
                  ("%s, a closed file of the journal, is missing or damaged at line %d (%s); put it"
                          + " back, or begin a new run with 'emergency execute --fresh', which"
                          + " keeps what is there")
                      .formatted(damage.sealed().get(), damage.line(), damage.reason()));
            });
  }

  /** The clock for what follows, which does not run behind what was recorded. */
  Time clock(RunHistory history) {
    Instant now = time.instant();
    Optional<Instant> latest = history.state().map(RunState::lastAt);
    if (latest.filter(at -> now.plus(ADJUSTED).isBefore(at)).isPresent()) {
      notice.accept(
          ("the clock reads %s, the last record is of %s: the time of the run goes on from there;"
                  + " if the clock was wrong then, 'emergency execute --fresh' begins a new run")
              .formatted(now, latest.get()));
    }
    return new ForwardTime(time, latest.orElse(now));
  }
}
