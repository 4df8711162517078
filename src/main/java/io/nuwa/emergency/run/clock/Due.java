package io.nuwa.emergency.run.clock;

import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Effort;
import io.nuwa.emergency.run.PlanClock.Limit;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A blocker, by when it is to be resolved, and how that stands.
 *
 * @param at its deadline, or the end of the time box when it has none
 * @param text why it stands so; empty when there is nothing to say
 */
public record Due(String blocker, Instant at, Standing standing, Forecast forecast, String text) {

  static Due of(BlockerState blocker, RunState state, Instant now) {
    String id = blocker.outline().id();
    Optional<Limit> limit = state.watched().clock().limit(id);
    Effort effort = state.watched().effort(id);
    boolean own = limit.isPresent() && limit.get().deadline().isPresent();
    Instant at = own ? state.startedAt().plus(limit.get().deadline().get()) : state.deadline();
    Forecast forecast = Forecast.of(blocker, effort, limit, now);
    Optional<Duration> behind = behind(effort, at);
    if (blocker.status() == Status.RESOLVED) {
      return behind.isEmpty()
          ? new Due(id, at, Standing.MET, forecast, "")
          : new Due(
              id,
              at,
              Standing.MISSED,
              forecast,
              "resolved " + Forecast.words(behind.get()) + " late");
    }
    if (!now.isBefore(at)) {
      boolean wasInTime = effort.firstResolvedAt().isPresent() && behind.isEmpty();
      String text =
          wasInTime
              ? "was resolved in time, and is open again"
              : "not resolved " + Forecast.words(Duration.between(at, now)) + " after its deadline";
      return new Due(id, at, Standing.MISSED, forecast, text);
    }
    if (Forecast.isGivenUp(blocker)) {
      return new Due(id, at, Standing.AT_RISK, forecast, "work on it has ended");
    }
    Optional<String> doubt = Doubt.of(blocker, state, at, now);
    return new Due(
        id, at, doubt.isPresent() ? Standing.AT_RISK : Standing.AHEAD, forecast, doubt.orElse(""));
  }

  /** How late it was resolved for the first time; empty when in time, or not at all yet. */
  private static Optional<Duration> behind(Effort effort, Instant at) {
    return effort.firstResolvedAt().isPresent() && effort.firstResolvedAt().get().isAfter(at)
        ? Optional.of(Duration.between(at, effort.firstResolvedAt().get()))
        : Optional.empty();
  }
}
