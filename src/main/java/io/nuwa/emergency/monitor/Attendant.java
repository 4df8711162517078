package io.nuwa.emergency.monitor;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * Does what follows from a look: alerts, reports, pictures, figures. Called on the thread of the
 * watch, so it returns quickly; a fault in one is told and costs the others nothing.
 */
public interface Attendant {

  /** As notices call it, such as {@code reports}. */
  String name();

  /** Something was sighted. */
  default void sighted(Instant at) {}

  /**
   * A look begins.
   *
   * @param whole whether it measures every gate, in a process of its own
   */
  default void beforeLook(boolean whole) {}

  /** A look ended. */
  default void looked(Look look) {}

  /**
   * Nothing happened, for a minute at most.
   *
   * @param state of the run as the journal says it now; empty before the first look, and while
   *     somebody else is at work
   */
  default void idle(Optional<RunState> state, Instant now) {}

  /** The plan was read again. */
  default void planChanged(Plan plan) {}
}
