package io.nuwa.emergency.panel;

import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.StepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets one line of progress through per step and interval. Not for several threads. */
final class ProgressPace {
  private final Duration interval;
  private final Map<StepKey, Instant> last = new HashMap<>();

  ProgressPace(Duration interval) {
    this.interval = interval;
  }

  /** A step that begins was just told; a step that ended is forgotten. */
  void recorded(Event event, Instant now) {
    switch (event) {
      case Event.StepStarted e -> last.put(e.step(), now);
      case Event.StepSucceeded e -> last.remove(e.step());
      case Event.StepSkipped e -> last.remove(e.step());
      case Event.StepFailed e -> last.remove(e.step());
      case Event.RunStarted e -> last.clear();
      case Event.RunResumed e -> last.clear();
      case Event.RunStopped e -> last.clear();
      case Event.PlanAdopted e -> {}
      case Event.RoundStarted e -> {}
      case Event.RemedyTried e -> {}
      case Event.RemedyJudged e -> {}
      case Event.DiagnosisTaken e -> {}
      case Event.GateMeasured e -> {}
      case Event.BlockerResolved e -> {}
      case Event.BlockerReopened e -> {}
      case Event.BlockerFailed e -> {}
      case Event.RoleAssigned e -> {}
      case Event.CheckpointReached e -> {}
      case Event.RiskJudged e -> {}
      case Event.GuardActed e -> {}
      case Event.DecisionMade e -> {}
    }
  }

  /** Whether a line about this step may be told now. */
  boolean due(StepKey step, Instant now) {
    Instant before = last.get(step);
    // A clock that was set back must not silence a step until it has caught up.
    boolean due = before == null || now.isBefore(before) || !now.isBefore(before.plus(interval));
    if (due) {
      last.put(step, now);
    }
    return due;
  }
}
