package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.text.DisplayWidth;

/** Draws {@code ███░░░}. */
final class ProgressBar {
  private ProgressBar() {}

  /**
   * A bar of exactly so many columns.
   *
   * @param fraction from 0 to 1; what lies outside counts as the nearer end
   */
  static String draw(DisplayWidth width, double fraction, int columns) {
    int cell = width.of("█");
    double within = Math.clamp(fraction, 0.0, 1.0);
    // Rounded down: a bar must not look full before the work is done.
    int full = (int) (within * columns) / cell;
    return "█".repeat(full) + "░".repeat(columns - full * cell);
  }
}
