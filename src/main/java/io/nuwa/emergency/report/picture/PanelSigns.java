package io.nuwa.emergency.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;

/**
 * The signs of a panel that are drawn, not written: boxes and bars, so that they meet whatever the
 * fonts are, and its coloured marks, which fonts of pictures hold in forms that Java cannot show.
 */
final class PanelSigns {
  static final Color INK = new Color(0xE4E8EE);
  private static final Color SOFT = new Color(0x3A4450);
  private static final Color GOOD = new Color(0x4CC26A);
  private static final Color BAD = new Color(0xFF7B72);
  private static final Color WARN = new Color(0xE0B13C);
  private static final Color BUSY = new Color(0x6AA9FF);

  /** Which sides a box character reaches: left, right, up, down. */
  private static final Map<Integer, String> BOX =
      Map.of(
          (int) '═', "lr", (int) '║', "ud", (int) '╔', "rd", (int) '╗', "ld", (int) '╚', "ru",
          (int) '╝', "lu", (int) '╠', "rud", (int) '╣', "lud");

  private static final Map<Integer, Color> MARKS =
      Map.of(
          0x2705,
          GOOD,
          0x274C,
          BAD,
          0x2757,
          BAD,
          0x2754,
          WARN,
          0x23F3,
          SOFT.brighter().brighter(),
          0x1F504,
          BUSY,
          0x1F7E1,
          WARN);

  private static final double GAP = 2;

  private final Graphics2D pen;

  PanelSigns(Graphics2D pen) {
    this.pen = pen;
  }

  /** Whether {@link #draw} draws it. */
  static boolean knows(int character) {
    return BOX.containsKey(character)
        || MARKS.containsKey(character)
        || character == '█'
        || character == '░';
  }

  /** Draws it into its cell. */
  void draw(int character, double x, double y, double width, double height) {
    if (BOX.containsKey(character)) {
      box(BOX.get(character), x, y, width, height);
    } else if (MARKS.containsKey(character)) {
      mark(character, x, y, width, height);
    } else {
      pen.setColor(character == '█' ? GOOD : SOFT);
      pen.fill(new Rectangle2D.Double(x, y + 4, width, height - 8));
    }
  }

  /** Two lines a side; at a corner the outer one goes around the inner one. */
  private void box(String sides, double x, double y, double width, double height) {
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1));
    double cx = x + width / 2;
    double cy = y + height / 2;
    boolean up = sides.indexOf('u') >= 0;
    boolean down = sides.indexOf('d') >= 0;
    boolean left = sides.indexOf('l') >= 0;
    boolean right = sides.indexOf('r') >= 0;
    for (int side : new int[] {-1, 1}) {
      double line = cx + side * GAP;
      if (up || down) {
        // The line beside a branch stops at it; the other one goes through.
        boolean branch = side < 0 ? left : right;
        boolean corner = !(up && down);
        double near = corner && branch ? (up ? -GAP : GAP) : (up ? GAP : -GAP);
        double turn = cy + near;
        if (up && down && branch) {
          pen.draw(new Line2D.Double(line, y, line, cy - GAP));
          pen.draw(new Line2D.Double(line, cy + GAP, line, y + height));
        } else {
          pen.draw(new Line2D.Double(line, up ? y : turn, line, down ? y + height : turn));
        }
      }
      double level = cy + side * GAP;
      if (left && right) {
        pen.draw(new Line2D.Double(x, level, x + width, level));
      } else if (left || right) {
        boolean inner = (side < 0 && up) || (side > 0 && down);
        double turn = right ? (inner ? cx + GAP : cx - GAP) : (inner ? cx - GAP : cx + GAP);
        double start = up && down ? (right ? cx + GAP : cx - GAP) : turn;
        pen.draw(new Line2D.Double(right ? start : x, level, right ? x + width : start, level));
      }
    }
  }

  private void mark(int character, double x, double y, double width, double height) {
    double size = Math.min(width, height) - 4;
    double left = x + (width - size) / 2;
    double top = y + (height - size) / 2;
    pen.setColor(MARKS.get(character));
    pen.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    switch (character) {
      case 0x2705 -> {
        var check = new Path2D.Double();
        check.moveTo(left + 1, top + size * 0.55);
        check.lineTo(left + size * 0.4, top + size - 2);
        check.lineTo(left + size - 1, top + 2);
        pen.draw(check);
      }
      case 0x274C -> {
        pen.draw(new Line2D.Double(left + 2, top + 2, left + size - 2, top + size - 2));
        pen.draw(new Line2D.Double(left + size - 2, top + 2, left + 2, top + size - 2));
      }
      case 0x2757, 0x2754 -> {
        pen.draw(new Line2D.Double(x + width / 2, top, x + width / 2, top + size * 0.6));
        pen.fill(new Ellipse2D.Double(x + width / 2 - 1.5, top + size - 3, 3, 3));
      }
      case 0x1F7E1 -> pen.fill(new Ellipse2D.Double(left, top, size, size));
      default -> pen.draw(new Ellipse2D.Double(left + 1, top + 1, size - 2, size - 2));
    }
  }
}
