package io.nuwa.emergency.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what an author probably meant. */
public final class Suggestions {
  /** Nobody misspells a word of this length; comparing it would only take time. */
  private static final int LONGEST_WORD = 64;

  /** A longer list of what is allowed helps nobody: a plan has 15 keys at its top. */
  private static final int LONGEST_LIST = 20;

  private Suggestions() {}

  /** The nearest candidate, if one is near enough to be a slip of the finger. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    // Any letter is one edit away from any other; that says nothing.
    int limit = word.length() == 1 ? 0 : Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> candidate.length() <= 2 * LONGEST_WORD)
        .filter(candidate -> distance(plain(word), plain(candidate)) <= limit)
        .min(
            Comparator.comparingInt((String candidate) -> distance(plain(word), plain(candidate)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean 'x'?"}, or a list of what is allowed when nothing is near. */
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates)
        .map(near -> "; did you mean '" + near + "'?")
        .orElseGet(
            () ->
                candidates.isEmpty() || candidates.size() > LONGEST_LIST
                    ? ""
                    : "; known: " + String.join(", ", candidates.stream().sorted().toList()));
  }

  private static String plain(String word) {
    return word.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        cost[i][j] =
            Math.min(
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
