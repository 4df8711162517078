package io.nuwa.emergency.acceptance.junit;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a word in an attribute such as {@code status} or the name of an element says. Only words of
 * which every producer means the same by it count as passed or skipped: a word that is in no list
 * is {@link #UNKNOWN}, which never passes.
 */
enum OutcomeWord {
  PASSED,
  SKIPPED,
  FAILED,
  UNKNOWN;

  /** {@code run} and {@code completed} are what GoogleTest says of every case that ran. */
  private static final Set<String> PASS =
      Set.of(
          "pass",
          "passed",
          "passing",
          "success",
          "successful",
          "succeeded",
          "ok",
          "run",
          "completed",
          "true",
          "yes");

  private static final Set<String> SKIP =
      Set.of(
          "skip",
          "skipped",
          "disabled",
          "notrun",
          "notexecuted",
          "suppressed",
          "ignore",
          "ignored",
          "pending",
          "todo",
          "filtered",
          "excluded",
          "deselected");

  /** A word that holds one of them tells of trouble, whatever stands around it. */
  private static final List<String> TROUBLE =
      List.of(
          "fail",
          "error",
          "crash",
          "timeout",
          "timedout",
          "abort",
          "broken",
          "kill",
          "interrupt",
          "cancel",
          "exception",
          "unstable",
          "inconclusive",
          "incomplete",
          "unsuccessful",
          "panic",
          "fatal",
          "problem",
          "defect",
          "denied",
          "rejected");

  /** What the value of an attribute says. */
  static OutcomeWord of(String value) {
    String word = plain(value);
    if (PASS.contains(word)) {
      return PASSED;
    }
    if (SKIP.contains(word)) {
      return SKIPPED;
    }
    return troubled(word) || word.equals("false") || word.equals("no") ? FAILED : UNKNOWN;
  }

  /** Whether a word tells of trouble. */
  static boolean troubled(String text) {
    String word = plain(text);
    return TROUBLE.stream().anyMatch(word::contains);
  }

  /** Whether the name of an element or attribute says that something was skipped. */
  static boolean skips(String name) {
    return SKIP.contains(plain(name));
  }

  /** Letters and digits alone, small: {@code timed-out}, {@code TIMED_OUT} and {@code timedOut}. */
  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
