package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a blocker stands on: the blockers that it needs, and those that they need. Before its own
 * ladder is climbed they are measured, and mended where they are red: tests that fail because a
 * container died are no matter of tests.
 */
final class Footing {
  /** What was measured so lately is taken as it is. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final RunContext context;
  private final Blocker blocker;
  private final StepRunner steps;
  private final Repair repair;

  Footing(RunContext context, Blocker blocker, StepRunner steps, Repair repair) {
    this.context = context;
    this.blocker = blocker;
    this.steps = steps;
    this.repair = repair;
  }

  /** How it stands. */
  enum Standing {
    /** All was green. */
    SOUND,
    /** Some was red and is green again: measure again what stands on it. */
    MENDED,
    /** Some is red, and stays so. */
    BROKEN
  }

  /** Measures it, and mends the first that is red. */
  Standing measure() throws InterruptedException {
    Set<String> below = new HashSet<>(blocker.needs());
    for (Blocker one : context.plan().blockers().reversed()) {
      if (below.contains(one.id())) {
        below.addAll(one.needs());
      }
    }
    for (Blocker one : context.plan().blockers()) {
      if (below.contains(one.id()) && isOld(one)) {
        Optional<Instant> before = state(one).resolvedAt();
        boolean green = new BlockerRun(context, one, steps, repair).clear();
        if (!green || !state(one).resolvedAt().equals(before)) {
          return green ? Standing.MENDED : Standing.BROKEN;
        }
      }
    }
    return Standing.SOUND;
  }

  private boolean isOld(Blocker one) {
    Instant fresh = context.time().instant().minus(FRESH);
    return state(one).status() == Status.RESOLVED
        && state(one).readings().values().stream().anyMatch(it -> it.at().isBefore(fresh));
  }

  private BlockerState state(Blocker one) {
    return context.state().blocker(one.id());
  }
}
