package io.nuwa.emergency.drill;

import io.nuwa.emergency.control.ExecuteRun;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs {@code execute} on a ground, with the same journal and lock as a user's. */
final class Repairs {
  private static final String TESTED = "tests.started";

  private final Ground ground;
  private final Time time;
  private final Consumer<String> notice;
  private Optional<RunState> last = Optional.empty();

  Repairs(Ground ground, Time time, Consumer<String> notice) {
    this.ground = ground;
    this.time = time;
    this.notice = notice;
  }

  /** Executes the whole plan, as {@code emergency execute} would. */
  Outcome execute(boolean fresh, RunObserver observer) throws InterruptedException {
    var run = new ExecuteRun(ground.workplace(), ground.catalog(), time, observer, notice);
    ExecuteRun.Result result =
        run.run(new ExecuteRun.Request(ground.plan(), Set.of(), fresh, "drill"));
    last = Optional.of(result.state());
    return result.outcome();
  }

  /** Whether a new run has to begin, so that neither clock nor old test results disturb a fault. */
  boolean isWorn() {
    if (last.isEmpty()) {
      return true;
    }
    RunState state = last.get();
    Instant now = time.instant();
    Duration left = Duration.between(now, state.deadline());
    boolean late = left.compareTo(state.timeBox().dividedBy(2)) < 0;
    Duration half = ground.compression().results().dividedBy(2);
    return late || tested(state).plus(half).isBefore(now);
  }

  private static Instant tested(RunState state) {
    try {
      return Instant.parse(state.facts().getOrDefault(TESTED, ""));
    } catch (DateTimeParseException unknown) {
      return Instant.EPOCH;
    }
  }
}
