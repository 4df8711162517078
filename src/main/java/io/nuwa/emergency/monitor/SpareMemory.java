package io.nuwa.emergency.monitor;

import io.nuwa.emergency.run.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets the JVM give back what a look needed, once after it, when nothing happens. By itself it
 * collects only when it wants more memory, and a watch that idles never does: after forty repairs
 * it held 27 MB of heap for 11 in use. Collecting takes some 40 ms of processor.
 */
public final class SpareMemory implements Attendant {
  private final Runnable collect;
  private boolean due;

  public SpareMemory() {
    this(System::gc);
  }

  SpareMemory(Runnable collect) {
    this.collect = collect;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void looked(Look look) {
    due = true;
  }

  @Override
  public void idle(Optional<RunState> state, Instant now) {
    if (due) {
      due = false;
      collect.run();
    }
  }
}
