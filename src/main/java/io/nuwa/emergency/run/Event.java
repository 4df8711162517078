package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened. Recorded once, never changed; the state of a run is their fold. */
public sealed interface Event {

  /**
   * The state that follows when this happened. Each event says it itself: a switch over all of them
   * is linked anew by each JVM, which a quick look at a journal would wait for.
   *
   * @throws IllegalTransitionException when it cannot happen there
   */
  RunState follow(Transition next);

  /**
   * A run began.
   *
   * @param run its id
   * @param plan the plan's name
   * @param digest of the plan's text
   * @param title of the plan, for the panel
   * @param timeBox from now to the decision
   * @param checkEvery how often everything is measured again
   * @param blockers what the panel shows without reading the plan
   * @param facts the values that templates start with
   * @param clock what keeps the clock without reading the plan
   */
  record RunStarted(
      String run,
      String plan,
      String digest,
      String title,
      Duration timeBox,
      Duration checkEvery,
      List<BlockerOutline> blockers,
      Map<String, String> facts,
      PlanClock clock)
      implements Event {
    public RunStarted {
      blockers = List.copyOf(blockers);
      facts = Map.copyOf(facts);
    }

    /** A run as it was recorded before journals knew the plan's clock. */
    public RunStarted(
        String run,
        String plan,
        String digest,
        String title,
        Duration timeBox,
        Duration checkEvery,
        List<BlockerOutline> blockers,
        Map<String, String> facts) {
      this(run, plan, digest, title, timeBox, checkEvery, blockers, facts, PlanClock.NONE);
    }

    @Override
    public RunState follow(Transition next) {
      throw next.startedAgain(this);
    }
  }

  /**
   * A run goes on with a plan that was changed since. A blocker keeps its state only where its
   * tasks and gates mean what they meant; one that was not resolved and is gone is remembered.
   * Facts that the plan gives another value than before take it; what a remedy moved stays where
   * the plan says what it said.
   */
  record PlanAdopted(
      String digest,
      String title,
      Duration timeBox,
      Duration checkEvery,
      List<BlockerOutline> blockers,
      Map<String, String> facts,
      PlanClock clock)
      implements Event {
    public PlanAdopted {
      blockers = List.copyOf(blockers);
      facts = Map.copyOf(facts);
    }

    /** A plan as it was recorded before journals knew its clock. */
    public PlanAdopted(
        String digest,
        String title,
        Duration timeBox,
        Duration checkEvery,
        List<BlockerOutline> blockers,
        Map<String, String> facts) {
      this(digest, title, timeBox, checkEvery, blockers, facts, PlanClock.NONE);
    }

    @Override
    public RunState follow(Transition next) {
      return next.adopted(this);
    }
  }

  /** A process took the run up again, after a stop, a kill or an earlier end. */
  record RunResumed(long pid, String reason) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.takenUp();
    }
  }

  /** The process that drove the run let go of it in good order. */
  record RunStopped(String reason) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.laidDown();
    }
  }

  /** Work on a blocker began; from here on the steps of a new round count. */
  record RoundStarted(String blocker, int round) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.roundBegins(blocker).with(next.blocker(blocker).roundStarted(round));
    }
  }

  /** A step is about to take effect. If nothing follows, it was in flight when the process died. */
  record StepStarted(StepKey step, int attempt) implements Event {
    @Override
    public RunState follow(Transition next) {
      return step.followsDecision()
          ? next.goStepBegins(step)
          : next.stepBegins(step).with(next.blocker(step).stepStarted(step));
    }
  }

  /** A step did what it is for. */
  record StepSucceeded(
      StepKey step, String summary, Map<String, String> facts, List<EvidenceRef> evidence)
      implements Event {
    public StepSucceeded {
      facts = Map.copyOf(facts);
      evidence = List.copyOf(evidence);
    }

    @Override
    public RunState follow(Transition next) {
      Transition known = next.facts(facts);
      return step.followsDecision()
          ? known.goStepEnds(step, summary)
          : known.stepEnds(step).with(next.blocker(step).stepEnded(step, summary));
    }
  }

  /** A step had nothing to do, because what it would serve is not configured. */
  record StepSkipped(StepKey step, String reason) implements Event {
    @Override
    public RunState follow(Transition next) {
      return step.followsDecision()
          ? next.goStepEnds(step, reason)
          : next.stepEnds(step).with(next.blocker(step).stepEnded(step, reason));
    }
  }

  /** A step could not do what it is for. */
  record StepFailed(StepKey step, FailureNote failure) implements Event {
    @Override
    public RunState follow(Transition next) {
      return step.followsDecision()
          ? next.unchanged()
          : next.stepEnds(step).with(next.blocker(step).stepFailed(step, failure));
    }
  }

  /**
   * A remedy was tried; whether it helped, {@link RemedyJudged} will tell.
   *
   * @param symptom what it was tried against
   */
  record RemedyTried(
      String blocker,
      String remedy,
      Symptom symptom,
      RemedyOutcome outcome,
      String summary,
      Map<String, String> facts,
      List<EvidenceRef> evidence)
      implements Event {
    public RemedyTried {
      facts = Map.copyOf(facts);
      evidence = List.copyOf(evidence);
    }

    @Override
    public RunState follow(Transition next) {
      Transition known = next.facts(facts);
      Transition tried = outcome == RemedyOutcome.APPLIED ? known.attemptBegins(blocker) : known;
      return tried.with(
          next.blocker(blocker).remedyTried(remedy, symptom, outcome, summary, next.at()));
    }
  }

  /**
   * What a remedy was tried against was measured again. Only a remedy that moved it has counted.
   *
   * @param subject of the {@link Symptom}
   * @param moved whether the step works, or the gate passes or reads nearer to success than before
   * @param text what was seen before and after
   */
  record RemedyJudged(
      String blocker, String subject, String remedy, FailureClass kind, boolean moved, String text)
      implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.with(next.blocker(blocker).remedyJudged(subject, moved));
    }
  }

  /** A gate was measured. */
  record GateMeasured(
      String blocker,
      String gate,
      Reading reading,
      Optional<FailureNote> cause,
      List<EvidenceRef> evidence)
      implements Event {
    public GateMeasured {
      evidence = List.copyOf(evidence);
    }

    @Override
    public RunState follow(Transition next) {
      return next.with(next.blocker(blocker).measured(gate, reading));
    }
  }

  /** Every gate of a blocker was measured just now and passed. */
  record BlockerResolved(String blocker, String by) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.attemptEnds(blocker, true).with(next.blocker(blocker).resolved(next.at(), by));
    }
  }

  /** A gate that was green turned red. */
  record BlockerReopened(String blocker, String gate, String reason) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.reopened(this);
    }
  }

  /** Nothing that is left to try will clear it. */
  record BlockerFailed(String blocker, String reason) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.attemptEnds(blocker, false).with(next.blocker(blocker).failed(reason));
    }
  }

  /** Somebody was asked to take over. */
  record RoleAssigned(String blocker, String role, FailureClass kind, String reason)
      implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.with(next.blocker(blocker).assigned(role, kind, reason, next.at()));
    }
  }

  /**
   * The system was looked at for a diagnosis, because a blocker was given up.
   *
   * @param failure for which it was given up
   * @param testimony what the features saw
   */
  record DiagnosisTaken(String blocker, FailureNote failure, List<EvidenceRef> testimony)
      implements Event {
    public DiagnosisTaken {
      testimony = List.copyOf(testimony);
    }

    @Override
    public RunState follow(Transition next) {
      return next.with(next.blocker(blocker).diagnosed(next.at()));
    }
  }

  /**
   * A checkpoint's time came.
   *
   * @param late how long after its time it was judged, on what was known before; zero when in time
   */
  record CheckpointReached(
      String checkpoint, boolean met, Severity severity, String reason, Duration late)
      implements Event {

    /** One that was judged in time. */
    public CheckpointReached(String checkpoint, boolean met, Severity severity, String reason) {
      this(checkpoint, met, severity, reason, Duration.ZERO);
    }

    @Override
    public RunState follow(Transition next) {
      return next.checkpoint(this);
    }
  }

  /**
   * What a watched risk looks like has changed.
   *
   * @param risk its id in the plan
   * @param text what was measured
   */
  record RiskJudged(
      String risk, String title, Severity severity, RiskStanding standing, String text)
      implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.risk(this);
    }
  }

  /**
   * A guard of the machine's resources did something, or gave the all-clear.
   *
   * @param guard such as {@code disk}
   * @param text with the figures that it acted on
   */
  record GuardActed(String guard, GuardAct what, String text) implements Event {
    @Override
    public RunState follow(Transition next) {
      return next.guard(this);
    }
  }

  /** GO, NO-GO or UNDECIDED, with the reasons. */
  record DecisionMade(Decision decision, List<String> reasons) implements Event {
    public DecisionMade {
      reasons = List.copyOf(reasons);
    }

    @Override
    public RunState follow(Transition next) {
      return next.decided(this);
    }
  }
}
