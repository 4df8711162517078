package io.nuwa.text2sql.repair;

import java.util.Arrays;
import java.util.List;

/** How near one name is to another. */
final class Nearness {
  /** Below this, two names have nothing to do with each other. */
  static final double ENOUGH = 0.5;

  private static final double SHARED_WORD = 0.75;
  private static final double SAME_WORD = 0.8;

  private Nearness() {}

  /**
   * From 0 (nothing in common) to 1 (equal): the better of spelling and shared words. Spelling is
   * one minus the edits for each letter; a word in common weighs in with 0.75, so that {@code
   * amount} finds {@code total_amount}.
   */
  static double between(String left, String right) {
    double spelling = spelling(left, right);
    List<String> leftWords = words(left);
    List<String> rightWords = words(right);
    boolean wordShared =
        leftWords.stream()
            .anyMatch(
                one -> rightWords.stream().anyMatch(other -> spelling(one, other) >= SAME_WORD));
    return wordShared ? Math.max(spelling, (SHARED_WORD + spelling) / (1 + SHARED_WORD)) : spelling;
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.split("_+")).filter(word -> word.length() > 2).toList();
  }

  private static double spelling(String left, String right) {
    int longest = Math.max(left.length(), right.length());
    return longest == 0 ? 1 : 1 - (double) edits(left, right) / longest;
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  static int edits(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cheapest(int[][] cost, String left, String right, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
