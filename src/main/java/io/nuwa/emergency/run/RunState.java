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
 * @param goSteps steps of the plan's on-go tasks that are done
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
    Map<StepKey, String> goSteps,
    long sequence,
    Instant lastAt) {

  /** The blocker under which the plan's on-go tasks are recorded. */
  public static final String ON_GO = "on-go";

  /** The state that the first entry of a journal makes. */
  public static RunState begin(Entry entry) {
    if (!(entry.event() instanceof Event.RunStarted started)) {
      throw new IllegalTransitionException(
          "a journal begins with run-started, not with " + entry.event().getClass().getSimpleName());
    }
    var blockers = new LinkedHashMap<String, BlockerState>();
    started.blockers().forEach(b -> blockers.put(b.id(), BlockerState.pending(b)));
    return new RunState(
        started.run(), started.plan(), started.digest(), started.title(), entry.at(),
        started.timeBox(), started.checkEvery(), Collections.unmodifiableMap(blockers),
        started.facts(), Map.of(), Decision.UNDECIDED, List.of(), Map.of(), entry.sequence(),
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
    Transition next = new Transition(this, entry);
    return switch (entry.event()) {
      case Event.RunStarted started ->
          throw new IllegalTransitionException(
              "run " + started.run() + " cannot start inside run " + run);
      case Event.PlanAdopted e -> adopted(e, entry);
      case Event.RunResumed resumed -> next.unchanged();
      case Event.RunStopped stopped -> next.unchanged();
      case Event.RoundStarted e -> next.blocker(e.blocker(), b -> b.roundStarted(e.round()));
      case Event.StepStarted e ->
          onGo(e.step()) ? next.unchanged() : next.blocker(e.step(), b -> b.stepStarted(e.step()));
      case Event.StepSucceeded e ->
          onGo(e.step())
              ? next.facts(e.facts()).goStep(e.step(), e.summary())
              : next.facts(e.facts()).blocker(e.step(), b -> b.stepEnded(e.step(), e.summary()));
      case Event.StepSkipped e ->
          onGo(e.step())
              ? next.goStep(e.step(), e.reason())
              : next.blocker(e.step(), b -> b.stepEnded(e.step(), e.reason()));
      case Event.StepFailed e ->
          onGo(e.step()) ? next.unchanged() : next.blocker(e.step(), b -> b.stepFailed(e.failure()));
      case Event.RemedyTried e ->
          next.facts(e.facts())
              .blocker(e.blocker(), b -> b.remedyTried(e.remedy(), e.kind(), e.outcome(), e.summary()));
      case Event.GateMeasured e -> next.blocker(e.blocker(), b -> b.measured(e.gate(), e.reading()));
      case Event.BlockerResolved e ->
          next.blocker(e.blocker(), b -> b.resolved(entry.at(), e.by()));
      case Event.BlockerReopened e -> next.reopened(e);
      case Event.BlockerFailed e -> next.blocker(e.blocker(), b -> b.failed(e.reason()));
      case Event.RoleAssigned e -> next.blocker(e.blocker(), b -> b.assigned(e.role(), e.kind()));
      case Event.CheckpointReached e -> next.checkpoint(e);
      case Event.DecisionMade e -> next.decided(e);
    };
  }

  /** When the time box is over. */
  public Instant deadline() {
    return startedAt.plus(timeBox);
  }

  /** How many blockers are resolved. */
  public long resolved() {
    return blockers.values().stream().filter(b -> b.status() == Status.RESOLVED).count();
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

  private RunState adopted(Event.PlanAdopted plan, Entry entry) {
    var kept = new LinkedHashMap<String, BlockerState>();
    for (BlockerOutline outline : plan.blockers()) {
      BlockerState known = blockers.get(outline.id());
      kept.put(
          outline.id(), known == null ? BlockerState.pending(outline) : known.adopting(outline));
    }
    return new RunState(
        run, this.plan, plan.digest(), plan.title(), startedAt, plan.timeBox(), plan.checkEvery(),
        Collections.unmodifiableMap(kept), plus(facts, plan.facts()), checkpoints,
        Decision.UNDECIDED, List.of(), goSteps, entry.sequence(), entry.at());
  }

  private static boolean onGo(StepKey step) {
    return step.blocker().equals(ON_GO);
  }

  static <K extends Comparable<K>, V> Map<K, V> plus(Map<K, V> map, Map<K, V> more) {
    var merged = new TreeMap<>(map);
    merged.putAll(more);
    return Collections.unmodifiableMap(merged);
  }
}
