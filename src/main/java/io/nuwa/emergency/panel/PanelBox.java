package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** A box of {@code ╔═╗║╠╣╚╝} around rows, each exactly as wide as the others. */
final class PanelBox {
  /** Free columns before the right side. */
  static final int MARGIN = 1;

  private final DisplayWidth width;
  private final Palette palette;
  private final List<Row> rows = new ArrayList<>();

  PanelBox(DisplayWidth width, Palette palette) {
    this.width = width;
    this.palette = palette;
  }

  private sealed interface Row {
    record Title(String text) implements Row {}

    record Rule() implements Row {}

    record Line(Spans spans) implements Row {}
  }

  /** Columns that the sides of a box take. */
  static int sides(DisplayWidth width) {
    return 2 * width.of("║");
  }

  void title(String text) {
    rows.add(new Row.Title(text));
  }

  void rule() {
    rows.add(new Row.Rule());
  }

  void line(Spans spans) {
    rows.add(new Row.Line(spans));
  }

  /** The columns that the widest row would like to have between the sides. */
  int wanted() {
    return rows.stream()
        .mapToInt(
            row ->
                switch (row) {
                  case Row.Title title -> width.of(title.text()) + 2 * MARGIN;
                  case Row.Rule rule -> 0;
                  case Row.Line line -> line.spans().width(width) + MARGIN;
                })
        .max()
        .orElse(0);
  }

  /**
   * Draws the box, a newline after each row.
   *
   * @param inner columns between the sides; even where {@code ═} takes two
   */
  String draw(int inner) {
    var drawing = new StringBuilder();
    border(drawing, "╔", "╗", inner);
    for (Row row : rows) {
      switch (row) {
        case Row.Title title -> side(drawing, title(title.text(), inner));
        case Row.Rule rule -> border(drawing, "╠", "╣", inner);
        case Row.Line line ->
            side(drawing, line.spans().fit(width, palette, inner - MARGIN) + " ".repeat(MARGIN));
      }
    }
    border(drawing, "╚", "╝", inner);
    return drawing.toString();
  }

  /** Two columns left of the middle, as the founding panel has it. */
  private String title(String text, int inner) {
    String shown = width.cut(text, inner - 2 * MARGIN);
    int room = inner - width.of(shown);
    int left = Math.max(MARGIN, room / 2 - 2);
    return " ".repeat(left) + palette.paint(Colour.STRONG, shown) + " ".repeat(room - left);
  }

  private void border(StringBuilder drawing, String left, String right, int inner) {
    drawing.append(left).append("═".repeat(inner / width.of("═"))).append(right).append('\n');
  }

  private static void side(StringBuilder drawing, String content) {
    drawing.append('║').append(content).append("║\n");
  }
}
