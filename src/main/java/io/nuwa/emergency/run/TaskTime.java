package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.Optional;

/**
 * How long the last or the running execution of a task takes: from its first step to the end of its
 * last, with the remedies between them, without the time in which nobody worked.
 *
 * @param watch runs while a step does
 * @param lastEnd when its last step ended; empty while one runs, and after a break
 * @param over whether the next step begins another execution
 */
public record TaskTime(Stopwatch watch, Optional<Instant> lastEnd, boolean over) {

  static TaskTime begunAt(Instant at) {
    return new TaskTime(Stopwatch.startedAt(at), Optional.empty(), false);
  }

  TaskTime stepBegins(Instant at) {
    return over
        ? begunAt(at)
        : new TaskTime(watch.startAt(lastEnd.orElse(at)), Optional.empty(), false);
  }

  TaskTime stepEnds(Instant at) {
    return new TaskTime(watch.stopAt(at), Optional.of(at), over);
  }

  /** Whoever worked on it was gone after {@code last}. */
  TaskTime cutOffAt(Instant last) {
    return new TaskTime(watch.stopAt(last), Optional.empty(), over);
  }

  TaskTime ended() {
    return new TaskTime(watch, lastEnd, true);
  }
}
