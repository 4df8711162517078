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
  /** Passes one case and skips all others. */
  SKIPPING,
  /** Writes two reports of the same cases, which fail in one and pass in the other. */
  SAME_NAMES,
  /** Says that cases failed, and shows none that did. */
  CONTRADICTING,
  /** Leaves the report that fails in another folder, and a link to it in its own. */
  LINKED,
  /** Has yesterday's report, and gives it today's date as a file. */
  TOUCHED,
  /** Fails in some cases when it runs first, and in none when it runs again. */
  FLAKY
}
