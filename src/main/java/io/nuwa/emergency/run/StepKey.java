package io.nuwa.emergency.run;

/** Names one step of one task of one blocker. */
public record StepKey(String blocker, String task, String step) {
  /** Whether it is a step of the plan's on-go tasks, which belong to no blocker. */
  boolean isOnGo() {
    return blocker.equals(RunState.ON_GO);
  }

  @Override
  public String toString() {
    return blocker + "/" + task + "/" + step;
  }
}
