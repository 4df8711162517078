package io.nuwa.emergency.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run stands: the fold of its events. Immutable.
 *
 * @param run its id
 * @param plan the name of its plan
 * @param digest of the plan's text
 * @param title of the plan
 * @param startedAt when its time box began
 * @param timeBox how long it is
 * @param checkEvery how often everything is measured again
 * @param blockers in the order of the plan
 * @param facts what templates stand for
 * @param checkpoints those whose time has come, by id
 * @param decision the last one
 * @param reasons for it
 * @param decided whether that decision is final: it was made at the end of the time box or later
 * @param goSteps what followed a GO, and what took it back
 * @param adopted what the plan in force says, and what it no longer has
 * @param watched the clock, what work has taken, risks and guards
 * @param sequence of the last entry
 * @param lastAt when the last entry was recorded
 */
public record RunState(
    String run,
    String plan,
    String digest,
    String title,
    Instant startedAt,
    Duration timeBox,
    Duration checkEvery,
    Map<String, BlockerState> blockers,
    Map<String, String> facts,
    Map<String, Event.CheckpointReached> checkpoints,
    Decision decision,
    List<String> reasons,
    boolean decided,
    GoSteps goSteps,
    Adopted adopted,
    Watched watched,
    long sequence,
    Instant lastAt) {

  /** The blocker under which the plan's on-go tasks are recorded. */
  public static final String ON_GO = "on-go";

  /** The blocker under which it is recorded that what followed a GO is taken back. */
  public static final String ON_GO_WITHDRAWN = "on-go-withdrawn";

  /** The state that the first entry of a journal makes. */
  public static RunState begin(Entry entry) {
    if (!(entry.event() instanceof Event.RunStarted started)) {
      throw new IllegalTransitionException(
          "a journal begins with run-started, not with "
              + entry.event().getClass().getSimpleName());
    }
    var blockers = new LinkedHashMap<String, BlockerState>();
    started.blockers().forEach(b -> blockers.put(b.id(), BlockerState.pending(b)));
    return new RunState(
        started.run(),
        started.plan(),
        started.digest(),
        started.title(),
        entry.at(),
        started.timeBox(),
        started.checkEvery(),
        Collections.unmodifiableMap(blockers),
        started.facts(),
        Map.of(),
        Decision.UNDECIDED,
        List.of(),
        false,
        GoSteps.NONE,
        new Adopted(started.facts(), Map.of()),
        Watched.begin(started.clock()),
        entry.sequence(),
        entry.at());
  }

  /** The state after all of these; empty for no entries. */
  public static Optional<RunState> fold(List<Entry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    RunState state = begin(entries.getFirst());
    for (Entry entry : entries.subList(1, entries.size())) {
      state = state.after(entry);
    }
    return Optional.of(state);
  }

  /**
   * The state after one more entry.
   *
   * @throws IllegalTransitionException when it cannot follow
   */
  public RunState after(Entry entry) {
    if (entry.sequence() != sequence + 1) {
      throw new IllegalTransitionException(
          "entry " + entry.sequence() + " cannot follow entry " + sequence);
    }
    return entry.event().follow(new Transition(this, entry));
  }

  /** When the time box is over. */
  public Instant deadline() {
    return startedAt.plus(timeBox);
  }

  /** How many blockers are resolved. */
  public long resolved() {
    long resolved = 0;
    for (BlockerState blocker : blockers.values()) {
      resolved += blocker.status() == Status.RESOLVED ? 1 : 0;
    }
    return resolved;
  }

  public boolean allResolved() {
    return resolved() == blockers.size();
  }

  public BlockerState blocker(String id) {
    BlockerState state = blockers.get(id);
    if (state == null) {
      throw new IllegalTransitionException("run " + run + " has no blocker '" + id + "'");
    }
    return state;
  }

  static <K extends Comparable<K>, V> Map<K, V> plus(Map<K, V> map, Map<K, V> more) {
    var merged = new TreeMap<>(map);
    merged.putAll(more);
    return Collections.unmodifiableMap(merged);
  }
}
