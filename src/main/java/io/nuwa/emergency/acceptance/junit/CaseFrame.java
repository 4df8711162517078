package io.nuwa.emergency.acceptance.junit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A {@code testcase} element that is being read. The worst that is said of it counts. */
final class CaseFrame {
  private static final int LONGEST_MESSAGE = 500;

  /** Attributes that say in a word how a case went. */
  private static final List<String> WORDS =
      List.of("status", "result", "outcome", "state", "conclusion", "verdict", "success", "passed");

  /** With these words CTest marks as skipped what it counts as failed itself. */
  private static final Set<String> NEVER_RAN =
      Set.of("unable to find executable", "required files missing", "fixture dependency failed");

  private final String name;
  private final Place place;
  private boolean failed;
  private boolean failedBefore;
  private boolean skipped;
  private int troubles;
  private int attempts;
  private String unknown = "";
  private final StringBuilder message = new StringBuilder();

  /**
   * Begins a case.
   *
   * @param attribute answers for the name of an attribute of the element; null when it has none
   */
  CaseFrame(String name, Place place, UnaryOperator<String> attribute) {
    this.name = name;
    this.place = place;
    for (String word : WORDS) {
      said(word, attribute.apply(word));
    }
    String executed = attribute.apply("executed");
    skipped |= executed != null && OutcomeWord.of(executed) == OutcomeWord.FAILED;
  }

  private void said(String attribute, String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    switch (OutcomeWord.of(value)) {
      case PASSED -> {
        // What stands inside may still say otherwise.
      }
      case SKIPPED -> skipped = true;
      case FAILED -> {
        failed = true;
        unknown = unknown.isEmpty() ? attribute + "=\"" + value.strip() + "\"" : unknown;
      }
      case UNKNOWN -> unknown = attribute + "=\"" + value.strip() + "\"";
    }
  }

  /** An element inside of the case: what it says about how it went. */
  void element(ElementKind kind, String text) {
    switch (kind) {
      case TROUBLE -> {
        failed = true;
        troubles++;
      }
      case FLAKY -> {
        failedBefore = true;
        attempts++;
      }
      case RERUN -> {
        failed = true;
        attempts++;
      }
      case SKIPPED -> {
        failed |= text != null && NEVER_RAN.contains(text.strip().toLowerCase(Locale.ROOT));
        skipped = true;
      }
      case SUITE, CASE, TROUBLES, QUIET, OTHER -> {
        return;
      }
    }
    if (text != null && (failed || failedBefore)) {
      explain(text);
    }
  }

  /** A list of failures that holds no element, but text. */
  void listed(String text) {
    if (!text.isBlank() && !text.strip().matches("0+")) {
      element(ElementKind.TROUBLE, text);
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

  /**
   * How many failures it tells of, as a producer would count them. Surefire counts each attempt,
   * also those at a case that passed in the end.
   */
  int bad() {
    return Math.max(troubles + attempts, last() == Outcome.FAILED ? 1 : 0);
  }

  /** Failed attempts beside the one that counts. */
  int attempts() {
    return attempts;
  }

  Outcome last() {
    if (failed || (!unknown.isEmpty() && !skipped) || (failedBefore && skipped)) {
      return Outcome.FAILED;
    }
    return skipped ? Outcome.SKIPPED : Outcome.PASSED;
  }

  TestCase finished() {
    Outcome last = last();
    String words = message.toString().strip();
    return new TestCase(
        name,
        place,
        name,
        failedBefore ? Outcome.FAILED : last,
        last,
        words.isEmpty() && last == Outcome.FAILED && !unknown.isEmpty()
            ? "the report says " + unknown
            : words);
  }
}
