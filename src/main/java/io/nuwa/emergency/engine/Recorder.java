package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.redaction.Redaction;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The only pen: appends to the journal, keeps the fold, and tells the observers what is durable.
 * Whatever reaches people comes by here, so it is here that secrets are taken out.
 */
public final class Recorder {
  private final Journal journal;
  private final EvidenceStore store;
  private final RunObserver observer;
  private final Time time;
  private final Supplier<Redaction> redaction;
  private final List<Entry> untold = new ArrayList<>();
  private final List<RunState> untoldStates = new ArrayList<>();

  /** Held from the moment on that there is something to tell until it was told. */
  private final Lock toTell = new ReentrantLock();

  private RunState state;
  private Herald herald = (now, known) -> List.of();

  /** Knows what has come about by itself, because time has passed. */
  @FunctionalInterface
  interface Herald {
    /** The events that are due, on what is known until now. */
    List<? extends Event> due(Instant now, RunState state);
  }

  /**
   * Goes on with a run.
   *
   * @param redaction of the secrets as they are now
   * @param state the fold of what is in the journal already
   */
  public Recorder(
      Journal journal,
      EvidenceStore store,
      RunObserver observer,
      Time time,
      Supplier<Redaction> redaction,
      RunState state) {
    this.journal = journal;
    this.store = store;
    this.observer = observer;
    this.time = time;
    this.redaction = redaction;
    this.state = state;
  }

  /** Begins a run: its first event is durable when this returns. */
  public static Recorder begin(
      Journal journal,
      EvidenceStore store,
      RunObserver observer,
      Time time,
      Supplier<Redaction> redaction,
      Event.RunStarted started) {
    Entry first = journal.append(started, time.instant());
    var recorder = new Recorder(journal, store, observer, time, redaction, RunState.begin(first));
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
    passTime();
    add(event);
  }

  /** From now on what time brings is recorded before whatever happens after it. */
  void listenTo(Herald announcer) {
    herald = announcer;
  }

  /** Records what time has brought, on what was known before. */
  void passTime() {
    herald.due(time.instant(), state).forEach(this::add);
  }

  private void add(Event event) {
    Event discreet = discretion().of(event);
    RunState next = state.after(new Entry(state.sequence() + 1, time.instant(), discreet));
    Entry entry = journal.append(discreet, next.lastAt());
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
      journal.tidy(state);
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
    if (evidence.isEmpty()) {
      return List.of();
    }
    Discretion discretion = discretion();
    return evidence.stream().map(e -> store.keep(e.name(), discretion.hide(e.text()))).toList();
  }

  FailureNote note(Failure failure) {
    Failure discreet = discreet(failure);
    Optional<EvidenceRef> reference =
        discreet.evidence().isBlank()
            ? Optional.empty()
            : Optional.of(store.keep(discreet.kind().id() + ".txt", discreet.evidence()));
    return new FailureNote(discreet.kind(), discreet.summary(), discreet.details(), reference);
  }

  /** The failure as it is recorded, so that what is compared with it later compares equal. */
  Failure discreet(Failure failure) {
    return discretion().of(failure);
  }

  Progress progress(StepKey step) {
    return (what, fraction) -> {
      String discreet = discretion().brief(what);
      // A step may be quicker than the telling that it begins.
      toTell.lock();
      try {
        observer.progress(step, discreet, fraction);
      } finally {
        toTell.unlock();
      }
    };
  }

  private Discretion discretion() {
    return new Discretion(redaction.get(), text -> store.keep("whole text", text).sha256());
  }

  private void untold(Entry entry) {
    untold.add(entry);
    untoldStates.add(state);
  }
}
