package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a state says of alerts.
 *
 * @param run its id
 * @param at the time of its last record
 * @param checkEvery how often everything is measured again
 * @param firing what fires
 */
public record Snapshot(String run, Instant at, Duration checkEvery, List<Firing> firing) {
  public Snapshot {
    firing = List.copyOf(firing);
  }

  /** What this state says. */
  public static Snapshot of(RunState state, Plan plan, Path home, Values values) {
    return new Snapshot(
        state.run(), state.lastAt(), state.checkEvery(), Firing.of(state, plan, home, values));
  }
}
