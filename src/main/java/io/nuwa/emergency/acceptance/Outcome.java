package io.nuwa.emergency.acceptance;

/** How one attempt at a case ended. */
enum Outcome {
  PASSED,
  FAILED,
  SKIPPED
}
