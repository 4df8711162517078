package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Status;
import java.time.Instant;
import java.util.Optional;

/** What a watch does not mend, or no longer: only a person, or {@code execute}, goes on with it. */
record LeftToPeople(RunContext context, Blocker blocker) {

  /** Tasks that may run once were given up on: a watch that comes by does not run them again. */
  boolean afterTheOnlyRun() {
    return isWatch()
        && !blocker.mayRunAgain(1)
        && (state().status() == Status.FAILED || state().status() == Status.PARTIALLY_RESOLVED);
  }

  /** A watch repairs what was deployed; what waits to be deployed is told. */
  boolean untilDeployed(Trouble red) {
    return isWatch() && red.failure().details().containsKey(Failure.BY_EXECUTE);
  }

  /** What a watch has mended again and again is not mended by it any more; says why. */
  Optional<Failure> comesBack(Trouble red, Instant at) {
    return isWatch()
        ? state()
            .repairs()
            .exhausted(red.symptom(), context.plan().ladders(blocker).of(red.symptom().kind()), at)
            .map(
                why ->
                    new Failure(
                        red.failure().kind(),
                        red.failure().summary() + "; " + why,
                        red.failure().evidence(),
                        red.failure().details()))
        : Optional.empty();
  }

  private boolean isWatch() {
    return !context.waiting();
  }

  private BlockerState state() {
    return context.state().blocker(blocker.id());
  }
}
