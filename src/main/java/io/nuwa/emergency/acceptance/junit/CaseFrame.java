package io.nuwa.emergency.acceptance.junit;

import java.util.Locale;
import java.util.Set;

/** A {@code testcase} element that is being read. */
final class CaseFrame {
  private static final int LONGEST_MESSAGE = 500;
  private static final Set<String> FAILED = Set.of("fail", "failed", "failure", "error", "broken");
  private static final Set<String> SKIPPED =
      Set.of("skipped", "skip", "disabled", "notrun", "suppressed", "ignored", "pending");

  /** With these words CTest marks as skipped what it counts as failed itself. */
  private static final Set<String> NEVER_RAN =
      Set.of("unable to find executable", "required files missing", "fixture dependency failed");

  private final String name;
  private boolean failed;
  private boolean failedBefore;
  private boolean skipped;
  private final StringBuilder message = new StringBuilder();

  CaseFrame(String name, String status, String result) {
    this.name = name;
    this.failed = says(status, FAILED) || says(result, FAILED);
    this.skipped = says(status, SKIPPED) || says(result, SKIPPED);
  }

  /** An element inside of the case: what it says about how it went. */
  void element(String element, String text) {
    switch (element) {
      case "failure", "error" -> failed = true;
      // Surefire: a failed attempt of a case that passed in the end, or failed again.
      case "flakyFailure", "flakyError", "rerunFailure", "rerunError" -> failedBefore = true;
      case "skipped", "disabled" -> {
        boolean neverRan =
            text != null && NEVER_RAN.contains(text.strip().toLowerCase(Locale.ROOT));
        failed |= neverRan;
        skipped = true;
      }
      default -> {
        return;
      }
    }
    if (text != null && (failed || failedBefore)) {
      explain(text);
    }
  }

  /** The text inside of a failure; kept when its attribute said nothing. */
  void explain(String text) {
    if (message.length() < LONGEST_MESSAGE) {
      message.append(text, 0, Math.min(text.length(), LONGEST_MESSAGE - message.length()));
    }
  }

  boolean explained() {
    return !message.isEmpty();
  }

  TestCase finished() {
    Outcome last = failed ? Outcome.FAILED : skipped ? Outcome.SKIPPED : Outcome.PASSED;
    return new TestCase(
        name, failedBefore ? Outcome.FAILED : last, last, message.toString().strip());
  }

  private static boolean says(String attribute, Set<String> words) {
    return attribute != null && words.contains(attribute.strip().toLowerCase(Locale.ROOT));
  }
}
