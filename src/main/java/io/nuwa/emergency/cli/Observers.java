package io.nuwa.emergency.cli;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import java.util.List;
import java.util.Optional;

/** Tells several observers, in their order. */
record Observers(List<RunObserver> all) implements RunObserver {
  static RunObserver of(RunObserver... observers) {
    return new Observers(List.of(observers));
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    all.forEach(one -> one.recorded(entry, state));
  }

  @Override
  public void takenUp(Optional<RunState> before, List<Entry> entries) {
    all.forEach(one -> one.takenUp(before, entries));
  }

  @Override
  public void progress(StepKey step, String what, double fraction) {
    all.forEach(one -> one.progress(step, what, fraction));
  }
}
