package io.nuwa.emergency.report;

import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.StepKey;
import java.util.Optional;

/** An event on one line of a diagnosis, and whose it is. */
public final class EventLine {
  private EventLine() {}

  /** What happened. */
  public static String of(Event event) {
    return switch (event) {
      case Event.RunStarted e -> "run " + e.run() + " began";
      case Event.PlanAdopted e -> "the plan was changed: " + e.title();
      case Event.RunResumed e -> "run taken up by process " + e.pid() + ": " + e.reason();
      case Event.RunStopped e -> "run stopped: " + e.reason();
      case Event.RoundStarted e -> "round " + e.round() + " began";
      case Event.StepStarted e -> name(e.step()) + " began, attempt " + e.attempt();
      case Event.StepSucceeded e -> name(e.step()) + " done: " + e.summary();
      case Event.StepSkipped e -> name(e.step()) + " skipped: " + e.reason();
      case Event.StepFailed e ->
          name(e.step()) + " FAILED, " + e.failure().kind().id() + ": " + e.failure().summary();
      case Event.RemedyTried e ->
          "remedy " + e.remedy() + " " + e.outcome().id() + ": " + e.summary();
      case Event.RemedyJudged e ->
          "remedy "
              + e.remedy()
              + (e.moved() ? " moved " : " did not move ")
              + e.subject()
              + ": "
              + e.text();
      case Event.GateMeasured e ->
          "gate " + e.gate() + " reads " + e.reading().verdict().id() + ": " + e.reading().text();
      case Event.BlockerResolved e -> "resolved by " + e.by();
      case Event.BlockerReopened e -> "REOPENED, gate " + e.gate() + ": " + e.reason();
      case Event.BlockerFailed e -> "GIVEN UP: " + e.reason();
      case Event.RoleAssigned e -> "assigned to " + e.role() + ": " + e.reason();
      case Event.DiagnosisTaken e -> "diagnosis taken, " + e.testimony().size() + " testimonies";
      case Event.CheckpointReached e ->
          "checkpoint " + e.checkpoint() + (e.met() ? " met" : " missed") + ": " + e.reason();
      case Event.RiskJudged e -> "risk " + e.risk() + " " + e.standing().id() + ": " + e.text();
      case Event.GuardActed e -> "guard " + e.guard() + " " + e.what().id() + ": " + e.text();
      case Event.DecisionMade e ->
          "decision " + e.decision().id() + ": " + String.join("; ", e.reasons());
    };
  }

  /** The blocker that it belongs to; empty for those that concern the run. */
  public static Optional<String> blocker(Event event) {
    return switch (event) {
      case Event.RunStarted e -> Optional.empty();
      case Event.PlanAdopted e -> Optional.empty();
      case Event.RunResumed e -> Optional.empty();
      case Event.RunStopped e -> Optional.empty();
      case Event.CheckpointReached e -> Optional.empty();
      case Event.RiskJudged e -> Optional.empty();
      case Event.GuardActed e -> Optional.empty();
      case Event.DecisionMade e -> Optional.empty();
      case Event.RoundStarted e -> Optional.of(e.blocker());
      case Event.StepStarted e -> Optional.of(e.step().blocker());
      case Event.StepSucceeded e -> Optional.of(e.step().blocker());
      case Event.StepSkipped e -> Optional.of(e.step().blocker());
      case Event.StepFailed e -> Optional.of(e.step().blocker());
      case Event.RemedyTried e -> Optional.of(e.blocker());
      case Event.RemedyJudged e -> Optional.of(e.blocker());
      case Event.GateMeasured e -> Optional.of(e.blocker());
      case Event.BlockerResolved e -> Optional.of(e.blocker());
      case Event.BlockerReopened e -> Optional.of(e.blocker());
      case Event.BlockerFailed e -> Optional.of(e.blocker());
      case Event.RoleAssigned e -> Optional.of(e.blocker());
      case Event.DiagnosisTaken e -> Optional.of(e.blocker());
    };
  }

  private static String name(StepKey step) {
    return step.task() + "/" + step.step();
  }
}
