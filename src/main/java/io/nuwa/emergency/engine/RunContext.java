package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the parts of the engine share while they drive one run.
 *
 * @param plan what shall be done
 * @param catalog who can do it
 * @param recorder the only pen
 * @param time the clock
 * @param local values that hold on this machine only and are not recorded: the folder, this Java
 * @param secrets read anew each time they are asked for, and never recorded
 * @param waiting whether remedies may wait for what time alone mends; a watch looks again instead
 */
public record RunContext(
    Plan plan,
    Catalog catalog,
    Recorder recorder,
    Time time,
    Map<String, String> local,
    Supplier<Map<String, String>> secrets,
    boolean waiting) {

  RunState state() {
    return recorder.state();
  }

  Values values() {
    return new Values(state().facts(), secrets.get()).with(local);
  }

  StepInput input(StepKey step, Duration limit) {
    // Features compare with the stamps of others, which follow the machine's clock.
    Time clock = time.machine();
    return new StepInput(
        state().run(),
        values(),
        clock.instant().plus(limit),
        clock,
        recorder.progress(step),
        !waiting);
  }
}
