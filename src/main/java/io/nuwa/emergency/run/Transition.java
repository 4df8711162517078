package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Builds the state that follows another one; changes only what an event is about. */
final class Transition {
  private final RunState before;
  private final long sequence;
  private final Instant at;
  private Map<String, String> facts;

  Transition(RunState before, Entry entry) {
    this.before = before;
    this.sequence = entry.sequence();
    this.at = entry.at();
    this.facts = before.facts();
  }

  Transition facts(Map<String, String> changed) {
    facts = changed.isEmpty() ? facts : RunState.plus(facts, changed);
    return this;
  }

  /** When it happened. */
  Instant at() {
    return at;
  }

  IllegalTransitionException startedAgain(Event.RunStarted started) {
    return new IllegalTransitionException(
        "run " + started.run() + " cannot start inside run " + before.run());
  }

  RunState adopted(Event.PlanAdopted plan) {
    var kept = new LinkedHashMap<String, BlockerState>();
    for (BlockerOutline outline : plan.blockers()) {
      BlockerState known = before.blockers().get(outline.id());
      kept.put(
          outline.id(), known == null ? BlockerState.pending(outline) : known.adopting(outline));
    }
    return new RunState(
        before.run(),
        before.plan(),
        plan.digest(),
        plan.title(),
        before.startedAt(),
        plan.timeBox(),
        plan.checkEvery(),
        Collections.unmodifiableMap(kept),
        RunState.plus(facts, plan.facts()),
        before.checkpoints(),
        Decision.UNDECIDED,
        List.of(),
        before.goSteps(),
        sequence,
        at);
  }

  RunState unchanged() {
    return state(
        before.blockers(),
        before.checkpoints(),
        before.decision(),
        before.reasons(),
        before.goSteps());
  }

  RunState blocker(StepKey step, UnaryOperator<BlockerState> change) {
    return blocker(step.blocker(), change);
  }

  RunState blocker(String id, UnaryOperator<BlockerState> change) {
    return state(
        changed(id, change),
        before.checkpoints(),
        before.decision(),
        before.reasons(),
        before.goSteps());
  }

  /** What was decided on a blocker that is red again does not stand any longer. */
  RunState reopened(Event.BlockerReopened event) {
    return state(
        changed(event.blocker(), b -> b.reopened(event.reason())),
        before.checkpoints(),
        Decision.UNDECIDED,
        List.of(),
        before.goSteps());
  }

  RunState goStep(StepKey step, String summary) {
    var steps = new LinkedHashMap<>(before.goSteps());
    steps.put(step, summary);
    return state(
        before.blockers(),
        before.checkpoints(),
        before.decision(),
        before.reasons(),
        Collections.unmodifiableMap(steps));
  }

  RunState checkpoint(Event.CheckpointReached event) {
    var reached = new LinkedHashMap<>(before.checkpoints());
    reached.put(event.checkpoint(), event);
    return state(
        before.blockers(),
        Collections.unmodifiableMap(reached),
        before.decision(),
        before.reasons(),
        before.goSteps());
  }

  RunState decided(Event.DecisionMade event) {
    if (event.decision() == Decision.GO && !before.allResolved()) {
      throw new IllegalTransitionException(
          "GO needs every blocker resolved: "
              + before.resolved()
              + " of "
              + before.blockers().size());
    }
    return state(
        before.blockers(),
        before.checkpoints(),
        event.decision(),
        event.reasons(),
        before.goSteps());
  }

  private Map<String, BlockerState> changed(String id, UnaryOperator<BlockerState> change) {
    var blockers = new LinkedHashMap<>(before.blockers());
    blockers.put(id, change.apply(before.blocker(id)));
    return Collections.unmodifiableMap(blockers);
  }

  private RunState state(
      Map<String, BlockerState> blockers,
      Map<String, Event.CheckpointReached> checkpoints,
      Decision decision,
      List<String> reasons,
      Map<StepKey, String> goSteps) {
    return new RunState(
        before.run(),
        before.plan(),
        before.digest(),
        before.title(),
        before.startedAt(),
        before.timeBox(),
        before.checkEvery(),
        blockers,
        facts,
        checkpoints,
        decision,
        reasons,
        goSteps,
        sequence,
        at);
  }
}
