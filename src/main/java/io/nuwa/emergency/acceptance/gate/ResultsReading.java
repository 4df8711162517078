package io.nuwa.emergency.acceptance.gate;

import io.nuwa.emergency.acceptance.junit.TestResults;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The numbers that can be read out of reports. */
public enum ResultsReading {
  /** Percent that passed in the end, of the cases that ran. */
  PASS_RATE,
  /** Percent that did not pass in the end, of the cases that ran. */
  FAILURE_RATE,
  /** Percent that passed at once, of the cases that ran. */
  FIRST_ATTEMPT_PASS_RATE,
  /** Cases that failed in the end. */
  FAILED_CASES,
  /** Cases that failed and passed when tried once more, in the suite itself or alone. */
  FLAKY_CASES,
  /** Cases that ran: those that passed and those that failed. */
  EXECUTED,
  /** Cases that were skipped. */
  SKIPPED;

  /** Whether it says nothing where most cases were skipped. */
  boolean bounded() {
    return switch (this) {
      case PASS_RATE, FAILURE_RATE, FIRST_ATTEMPT_PASS_RATE, FAILED_CASES, FLAKY_CASES -> true;
      case EXECUTED, SKIPPED -> false;
    };
  }

  /** As plans call it, such as {@code pass-rate}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<ResultsReading> of(String id) {
    return Arrays.stream(values()).filter(reading -> reading.id().equals(id)).findFirst();
  }

  /**
   * The number.
   *
   * @param flakyAlone cases that failed in the suite and passed alone
   */
  double of(TestResults results, int flakyAlone) {
    return switch (this) {
      case PASS_RATE -> results.passRate();
      case FAILURE_RATE -> 100 - results.passRate();
      case FIRST_ATTEMPT_PASS_RATE -> results.firstAttemptPassRate();
      case FAILED_CASES -> results.failed();
      case FLAKY_CASES -> results.flaky() + flakyAlone;
      case EXECUTED -> results.ran();
      case SKIPPED -> results.skipped();
    };
  }
}
