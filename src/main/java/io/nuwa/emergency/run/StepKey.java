package io.nuwa.emergency.run;

/**
 * Names one step of one task of one blocker. Its equality is written out because a record's own is
 * linked anew by each JVM, which a quick look at a journal would wait for.
 */
public record StepKey(String blocker, String task, String step) {
  /** Whether it is a step of the plan's on-go tasks, which belong to no blocker. */
  boolean isOnGo() {
    return blocker.equals(RunState.ON_GO);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepKey key
        && step.equals(key.step)
        && task.equals(key.task)
        && blocker.equals(key.blocker);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * blocker.hashCode() + task.hashCode()) + step.hashCode();
  }

  @Override
  public String toString() {
    return blocker + "/" + task + "/" + step;
  }
}
