package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only pen: appends to the journal, keeps the fold, and tells the observers what is durable.
 */
public final class Recorder {
  private final Journal journal;
  private final EvidenceStore store;
  private final RunObserver observer;
  private final Time time;
  private final List<Entry> untold = new ArrayList<>();
  private final List<RunState> untoldStates = new ArrayList<>();

  /** Held from the moment on that there is something to tell until it was told. */
  private final Lock toTell = new ReentrantLock();

  private RunState state;

  /**
   * Goes on with a run.
   *
   * @param state the fold of what is in the journal already
   */
  public Recorder(
      Journal journal, EvidenceStore store, RunObserver observer, Time time, RunState state) {
    this.journal = journal;
    this.store = store;
    this.observer = observer;
    this.time = time;
    this.state = state;
  }

  /** Begins a run: its first event is durable when this returns. */
  public static Recorder begin(
      Journal journal,
      EvidenceStore store,
      RunObserver observer,
      Time time,
      Event.RunStarted started) {
    Entry first = journal.append(started, time.instant());
    var recorder = new Recorder(journal, store, observer, time, RunState.begin(first));
    recorder.untold(first);
    recorder.commit();
    return recorder;
  }

  /** Where the run stands, what was only noted included. */
  public RunState state() {
    return state;
  }

  /**
   * Records an event. It counts with the next {@link #commit()}; an event that cannot follow throws
   * before anything is written.
   */
  public void note(Event event) {
    RunState next = state.after(new Entry(state.sequence() + 1, time.instant(), event));
    Entry entry = journal.append(event, next.lastAt());
    state = next;
    untold(entry);
  }

  /** Makes what was noted durable and tells the observers. */
  public void commit() {
    persist();
    tell();
  }

  /** Makes what was noted durable; {@link #tell()} is to follow before anything else is noted. */
  void persist() {
    toTell.lock();
    try {
      journal.commit();
    } catch (RuntimeException e) {
      toTell.unlock();
      throw e;
    }
  }

  /** Tells the observers what is durable. */
  void tell() {
    try {
      for (int i = 0; i < untold.size(); i++) {
        observer.recorded(untold.get(i), untoldStates.get(i));
      }
      untold.clear();
      untoldStates.clear();
    } finally {
      toTell.unlock();
    }
  }

  List<EvidenceRef> keep(List<Evidence> evidence) {
    return evidence.stream().map(e -> store.keep(e.name(), e.text())).toList();
  }

  FailureNote note(Failure failure) {
    Optional<EvidenceRef> reference =
        failure.evidence().isBlank()
            ? Optional.empty()
            : Optional.of(store.keep(failure.kind().id() + ".txt", failure.evidence()));
    return new FailureNote(failure.kind(), failure.summary(), failure.details(), reference);
  }

  Progress progress(StepKey step) {
    return (what, fraction) -> {
      // A step may be quicker than the telling that it begins.
      toTell.lock();
      try {
        observer.progress(step, what, fraction);
      } finally {
        toTell.unlock();
      }
    };
  }

  private void untold(Entry entry) {
    untold.add(entry);
    untoldStates.add(state);
  }
}
