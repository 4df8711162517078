package io.nuwa.emergency.run;

/** Names one step of one task of one blocker. */
public record StepKey(String blocker, String task, String step) {
  /** Whether it is a step of the plan's on-go tasks. */
  public boolean isOnGo() {
    return blocker.equals(RunState.ON_GO);
  }

  /**
   * Whether it follows a decision: an on-go task or its taking back, which belong to no blocker.
   */
  public boolean followsDecision() {
    return isOnGo() || blocker.equals(RunState.ON_GO_WITHDRAWN);
  }

  @Override
  public String toString() {
    return blocker + "/" + task + "/" + step;
  }
}
