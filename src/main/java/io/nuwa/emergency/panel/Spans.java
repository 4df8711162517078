package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of a line whose parts have colours, so that it can be measured and cut before it is
 * painted.
 */
record Spans(List<Span> parts) {
  /** Before what belongs to the line above. */
  static final String INDENT = " ".repeat(7);

  static final Spans NOTHING = new Spans(List.of());

  Spans {
    parts = List.copyOf(parts);
  }

  /** Some text in one colour. */
  record Span(String text, Colour colour) {}

  static Spans of(String text) {
    return NOTHING.and(text);
  }

  Spans and(String text) {
    return and(text, Colour.PLAIN);
  }

  Spans and(String text, Colour colour) {
    return new Spans(Stream.concat(parts.stream(), Stream.of(new Span(text, colour))).toList());
  }

  Spans and(Spans more) {
    return new Spans(Stream.concat(parts.stream(), more.parts.stream()).toList());
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  int width(DisplayWidth width) {
    return parts.stream().mapToInt(part -> width.of(part.text())).sum();
  }

  /** One line, or two when a line of so many columns has no room for the tail. */
  static List<Spans> joined(Spans head, Spans tail, DisplayWidth width, int columns) {
    if (tail.isEmpty()) {
      return List.of(head);
    }
    Spans line = head.and(" ").and(tail);
    return line.width(width) <= columns ? List.of(line) : List.of(head, Spans.of(INDENT).and(tail));
  }

  /** Painted, cut and padded to exactly so many columns. */
  String fit(DisplayWidth width, Palette palette, int columns) {
    var line = new StringBuilder();
    int room = columns;
    boolean whole = width(width) <= columns;
    for (Span part : parts) {
      int taken = width.of(part.text());
      boolean last = !whole && taken >= room;
      // The part that reaches the edge carries the ellipsis, even when it would just fit itself.
      String text = last ? width.cut(part.text() + " ".repeat(columns + 1), room) : part.text();
      line.append(palette.paint(part.colour(), text));
      room -= width.of(text);
      if (last) {
        break;
      }
    }
    return line.append(" ".repeat(Math.max(0, room))).toString();
  }
}
