package io.nuwa.emergency.acceptance.junit;

import java.util.Locale;
import java.util.Set;

/** What the name of an element says, in any case of letters. */
enum ElementKind {
  SUITE,
  CASE,
  /** One failure or error. */
  TROUBLE,
  /** A failed attempt at a case that passed in the end: evidence of a rerun. */
  FLAKY,
  /** A failed attempt at a case that failed in the end, too. */
  RERUN,
  /** Holds a list of failures, or tells how many there are. */
  TROUBLES,
  SKIPPED,
  /** Output and properties: whatever stands inside is not the producer's word. */
  QUIET,
  OTHER;

  private static final Set<String> SUITES = Set.of("testsuites", "testsuite");
  private static final Set<String> OUTPUT =
      Set.of("systemout", "systemerr", "stdout", "stderr", "output", "properties", "property");

  static ElementKind of(String element) {
    // Other formats have a test-suite and a test-case, which are not these.
    String name = element.toLowerCase(Locale.ROOT);
    if (SUITES.contains(name)) {
      return SUITE;
    }
    if (name.equals("testcase")) {
      return CASE;
    }
    String word = OutcomeWord.plain(element);
    if (OUTPUT.contains(word)) {
      return QUIET;
    }
    return switch (word) {
      case "flakyfailure", "flakyerror" -> FLAKY;
      case "rerunfailure", "rerunerror" -> RERUN;
      case "failures", "errors" -> TROUBLES;
      default -> OutcomeWord.skips(word) ? SKIPPED : OutcomeWord.troubled(word) ? TROUBLE : OTHER;
    };
  }

  /** Whether it explains itself by a message or by its text. */
  boolean explained() {
    return this == TROUBLE || this == FLAKY || this == RERUN;
  }
}
