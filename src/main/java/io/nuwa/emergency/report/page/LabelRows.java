package io.nuwa.emergency.report.page;

import java.util.ArrayList;
import java.util.List;

/** Puts labels of a drawing into as many rows as it takes for none to overlap another. */
final class LabelRows {
  private static final double BETWEEN = 6;

  /** Of a digit or a letter, as a part of the size of the font; signs and Chinese are wider. */
  private static final double NARROW = 0.62;

  private static final double WIDE = 1.1;

  /** Where the labels of a row stand, as left and right ends. */
  private final List<List<double[]>> rows = new ArrayList<>();

  /** A label whose place is known. */
  record Placed(double x, String anchor, int row) {}

  /**
   * Places a label.
   *
   * @param x what it belongs to
   * @param width of the drawing, which it must not leave
   */
  Placed place(double x, double width, double size, String... lines) {
    double length = 0;
    for (String line : lines) {
      length = Math.max(length, length(line, size));
    }
    String anchor = x + length / 2 > width ? "end" : x - length / 2 < 0 ? "start" : "middle";
    double left =
        switch (anchor) {
          case "end" -> x - length;
          case "start" -> x;
          default -> x - length / 2;
        };
    int row = 0;
    while (row < rows.size() && isTaken(rows.get(row), left, left + length)) {
      row++;
    }
    if (row == rows.size()) {
      rows.add(new ArrayList<>());
    }
    rows.get(row).add(new double[] {left, left + length});
    return new Placed(x, anchor, row);
  }

  /** How many rows there are, at least one. */
  int count() {
    return Math.max(1, rows.size());
  }

  private static boolean isTaken(List<double[]> row, double left, double right) {
    return row.stream().anyMatch(l -> left < l[1] + BETWEEN && l[0] < right + BETWEEN);
  }

  private static double length(String text, double size) {
    return text.codePoints().mapToDouble(c -> (c < 0x2000 ? NARROW : WIDE) * size).sum();
  }
}
