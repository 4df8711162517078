package io.nuwa.emergency.run;

/** Names one step of one task of one blocker. */
public record StepKey(String blocker, String task, String step) {
  @Override
  public String toString() {
    return blocker + "/" + task + "/" + step;
  }
}
