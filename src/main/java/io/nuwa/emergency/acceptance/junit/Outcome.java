package io.nuwa.emergency.acceptance.junit;

/** How one attempt at a case ended. */
public enum Outcome {
  PASSED,
  FAILED,
  SKIPPED
}
