package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.AlertStanding;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a state says of alerts.
 *
 * @param run its id
 * @param plan the short name of its plan
 * @param at the time of its last record
 * @param firing what fires
 * @param standing how all stands that can fire
 */
public record Snapshot(
    String run, String plan, Instant at, List<Firing> firing, AlertStanding standing) {
  public Snapshot {
    firing = List.copyOf(firing);
  }

  /**
   * What this state says.
   *
   * @param standing how all stands in it, with what a watch says of itself
   */
  public static Snapshot of(
      RunState state, AlertStanding standing, Plan plan, Path home, Values values) {
    return new Snapshot(
        state.run(),
        state.plan(),
        state.lastAt(),
        Firing.of(standing.firing(), state, plan, home, values),
        standing);
  }

  /** What a state can say of an alert that does not fire in it. */
  enum Word {
    /** It was measured, and all is as it should be. */
    CLEAR,
    /** Nobody has measured it since. */
    UNMEASURED,
    /** The plan of the run does not have what it is about. */
    UNWATCHED
  }

  /** What it says of this one. */
  Word of(Firing alert) {
    if (!alert.plan().equals(plan)) {
      return Word.UNWATCHED;
    }
    if (standing.isClear(alert.about())) {
      return Word.CLEAR;
    }
    return standing.unmeasured().contains(alert.about()) ? Word.UNMEASURED : Word.UNWATCHED;
  }
}
