package io.nuwa.emergency.drill.suite;

/** How a suite can be bad. */
public enum SuiteKind {
  /** Writes a report that is dated yesterday. */
  YESTERDAY,
  /** Writes a report without a case. */
  ZERO,
  /** Is cut off while it writes. */
  TRUNCATED,
  /** Says that the product fails. */
  FAILING,
  /** Fails in some cases when it runs first, and in none when it runs again. */
  FLAKY
}
