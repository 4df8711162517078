package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the state that follows another one; changes only what an event is about. */
final class Transition {
  private final RunState before;
  private final long sequence;
  private final Instant at;
  private Map<String, String> facts;
  private Watched watched;

  Transition(RunState before, Entry entry) {
    this.before = before;
    this.sequence = entry.sequence();
    this.at = entry.at();
    this.facts = before.facts();
    this.watched = before.watched();
  }

  Transition facts(Map<String, String> changed) {
    facts = changed.isEmpty() ? facts : RunState.plus(facts, changed);
    return this;
  }

  /** Tasks begin anew, and with them an attempt. */
  Transition roundBegins(String blocker) {
    watched = watched.tasksEnded(blocker);
    return attemptBegins(blocker);
  }

  Transition attemptBegins(String blocker) {
    watched = watched.with(blocker, watched.effort(blocker).attemptBegins(at));
    return this;
  }

  Transition attemptEnds(String blocker, boolean resolved) {
    watched = watched.with(blocker, watched.effort(blocker).attemptEnds(at, resolved));
    return this;
  }

  Transition stepBegins(StepKey step) {
    watched = watched.stepBegins(step, at);
    return this;
  }

  Transition stepEnds(StepKey step) {
    watched = watched.stepEnds(step, at);
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
    var dropped = new LinkedHashMap<>(before.adopted().dropped());
    for (BlockerState known : before.blockers().values()) {
      if (known.status() != Status.RESOLVED) {
        dropped.put(known.outline().id(), known);
      }
    }
    var kept = new LinkedHashMap<String, BlockerState>();
    for (BlockerOutline outline : plan.blockers()) {
      BlockerState again = dropped.remove(outline.id());
      BlockerState known = before.blockers().getOrDefault(outline.id(), again);
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
        RunState.plus(facts, before.adopted().changed(plan.facts())),
        before.checkpoints(),
        before.decided() ? before.decision() : Decision.UNDECIDED,
        before.decided() ? before.reasons() : List.of(),
        before.decided(),
        before.goSteps(),
        new Adopted(RunState.plus(before.adopted().facts(), plan.facts()), dropped),
        watched.adopted(plan.clock()),
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

  /** Nobody worked since the entry before this one. */
  RunState takenUp() {
    watched = watched.cutOffAt(before.lastAt()).goesOnAt(at);
    return unchanged();
  }

  RunState laidDown() {
    watched = watched.cutOffAt(at);
    return unchanged();
  }

  RunState risk(Event.RiskJudged event) {
    watched = watched.with(event, at);
    return unchanged();
  }

  RunState guard(Event.GuardActed event) {
    watched = watched.with(event);
    return unchanged();
  }

  /** The blocker as it was before. */
  BlockerState blocker(String id) {
    return before.blocker(id);
  }

  BlockerState blocker(StepKey step) {
    return before.blocker(step.blocker());
  }

  /** The state in which one blocker is changed. */
  RunState with(BlockerState changed) {
    return state(
        replacing(changed),
        before.checkpoints(),
        before.decision(),
        before.reasons(),
        before.goSteps());
  }

  /**
   * What was decided on a blocker that is red again does not stand any longer, unless the time box
   * was over: then it is what was released or not.
   */
  RunState reopened(Event.BlockerReopened event) {
    return state(
        replacing(blocker(event.blocker()).reopened(event.reason())),
        before.checkpoints(),
        before.decided() ? before.decision() : Decision.UNDECIDED,
        before.decided() ? before.reasons() : List.of(),
        before.goSteps());
  }

  /** A step begins that follows a decision. */
  RunState goStepBegins(StepKey step) {
    return goSteps(before.goSteps().begins(step));
  }

  RunState goStepEnds(StepKey step, String summary) {
    return goSteps(before.goSteps().ended(step, summary));
  }

  private RunState goSteps(GoSteps steps) {
    return state(
        before.blockers(), before.checkpoints(), before.decision(), before.reasons(), steps);
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

  /**
   * A decision at the end of the time box is the last one. Journals of before that was held to may
   * repeat it with other reasons: the first ones stand.
   */
  RunState decided(Event.DecisionMade event) {
    if (before.decided()) {
      if (event.decision() == before.decision()) {
        return unchanged();
      }
      throw new IllegalTransitionException(
          before.decision().id()
              + " was decided at the end of the time box and cannot become "
              + event.decision().id());
    }
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
        !at.isBefore(before.deadline()),
        before.goSteps());
  }

  private Map<String, BlockerState> replacing(BlockerState changed) {
    var blockers = new LinkedHashMap<>(before.blockers());
    blockers.put(changed.outline().id(), changed);
    return Collections.unmodifiableMap(blockers);
  }

  private RunState state(
      Map<String, BlockerState> blockers,
      Map<String, Event.CheckpointReached> checkpoints,
      Decision decision,
      List<String> reasons,
      GoSteps goSteps) {
    return state(blockers, checkpoints, decision, reasons, before.decided(), goSteps);
  }

  private RunState state(
      Map<String, BlockerState> blockers,
      Map<String, Event.CheckpointReached> checkpoints,
      Decision decision,
      List<String> reasons,
      boolean decided,
      GoSteps goSteps) {
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
        decided,
        goSteps,
        before.adopted(),
        watched,
        sequence,
        at);
  }
}
