package io.nuwa.text2sql.translate;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question while it is being read: each rule takes the words that it understood. */
final class Reading {
  /** Stands where words were taken, so that the words around them do not grow together. */
  private static final char TAKEN = '\u0001';

  private final StringBuilder rest;

  Reading(String text) {
    this.rest = new StringBuilder(text);
  }

  /** Takes the first place where the pattern matches. */
  Optional<MatchResult> take(Pattern pattern) {
    Matcher matcher = pattern.matcher(rest);
    if (!matcher.find()) {
      return Optional.empty();
    }
    MatchResult found = matcher.toMatchResult();
    blank(found.start(), found.end());
    return Optional.of(found);
  }

  boolean takes(Pattern pattern) {
    return take(pattern).isPresent();
  }

  /** What nobody took, with single spaces. */
  String rest() {
    return rest.toString().replace(TAKEN, ' ').replaceAll("\\s+", " ").strip();
  }

  private void blank(int start, int end) {
    for (int at = start; at < end; at++) {
      rest.setCharAt(at, TAKEN);
    }
  }
}
