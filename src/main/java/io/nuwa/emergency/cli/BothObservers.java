package io.nuwa.emergency.cli;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import java.util.List;

/** Tells two observers. */
record BothObservers(RunObserver first, RunObserver second) implements RunObserver {
  @Override
  public void recorded(Entry entry, RunState state) {
    first.recorded(entry, state);
    second.recorded(entry, state);
  }

  @Override
  public void takenUp(List<Entry> entries) {
    first.takenUp(entries);
    second.takenUp(entries);
  }

  @Override
  public void progress(StepKey step, String what, double fraction) {
    first.progress(step, what, fraction);
    second.progress(step, what, fraction);
  }
}
