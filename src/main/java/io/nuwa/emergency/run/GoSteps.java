package io.nuwa.emergency.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The steps that follow a GO, and those that take back what followed one.
 *
 * @param begun the steps of on-go tasks that ever began: each may have taken effect
 * @param done those that are done, with what they said; none any more once one is taken back
 * @param takenBack the steps that are done of those that take the last GO back, with what they said
 */
public record GoSteps(
    Set<StepKey> begun, Map<StepKey, String> done, Map<StepKey, String> takenBack) {
  static final GoSteps NONE = new GoSteps(Set.of(), Map.of(), Map.of());

  /** Whatever follows a new GO ends what took the last one back, and will have to be taken back. */
  GoSteps begins(StepKey step) {
    if (!step.isOnGo()) {
      return new GoSteps(begun, Map.of(), takenBack);
    }
    if (takenBack.isEmpty() && begun.contains(step)) {
      return this;
    }
    var more = new LinkedHashSet<>(begun);
    more.add(step);
    return new GoSteps(
        Collections.unmodifiableSet(more), takenBack.isEmpty() ? done : Map.of(), Map.of());
  }

  GoSteps ended(StepKey step, String summary) {
    return step.isOnGo()
        ? new GoSteps(begun, plus(done, step, summary), takenBack)
        : new GoSteps(begun, done, plus(takenBack, step, summary));
  }

  private static Map<StepKey, String> plus(
      Map<StepKey, String> steps, StepKey step, String summary) {
    var more = new LinkedHashMap<>(steps);
    more.put(step, summary);
    return Collections.unmodifiableMap(more);
  }
}
