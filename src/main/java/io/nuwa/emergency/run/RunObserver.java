package io.nuwa.emergency.run;

import java.util.List;
import java.util.Optional;

/** Is told what was recorded, after it was made durable. Reads; decides nothing. */
public interface RunObserver {

  /** An entry is durable and {@code state} includes it. */
  void recorded(Entry entry, RunState state);

  /**
   * A run is taken up that was recorded earlier. Who was to be told then may not have been, because
   * the process was killed behind the record: what is shown of a run can be brought up to date.
   *
   * @param before the state before the first of these; empty where they begin with the run
   * @param entries the newest of what was recorded
   */
  default void takenUp(Optional<RunState> before, List<Entry> entries) {}

  /**
   * A step says how far it is; many calls a second are possible.
   *
   * @param fraction from 0 to 1; negative when unknown
   */
  default void progress(StepKey step, String what, double fraction) {}
}
