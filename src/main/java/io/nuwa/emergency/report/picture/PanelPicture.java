package io.nuwa.emergency.report.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;

/** Draws lines of text as a terminal shows them: a grid of cells, wide characters in two. */
final class PanelPicture {
  private static final double CELL = 9;
  private static final double LINE = 20;
  private static final double BORDER = 14;
  private static final int SCALE = 2;
  private static final Color PAPER = new Color(0x12161C);

  private final PanelFonts fonts;
  private final IntUnaryOperator columns;

  PanelPicture(PanelFonts fonts, IntUnaryOperator columns) {
    this.fonts = fonts;
    this.columns = columns;
  }

  /** The characters of a text that a font must show. */
  static int[] written(String text) {
    return text.codePoints()
        .filter(character -> character > ' ' && !PanelSigns.knows(character))
        .distinct()
        .toArray();
  }

  /** A PNG of these lines. */
  byte[] draw(List<String> lines) throws IOException {
    int widest =
        lines.stream().mapToInt(line -> line.codePoints().map(columns).sum()).max().orElse(1);
    var image =
        new BufferedImage(
            (int) Math.ceil((widest * CELL + 2 * BORDER) * SCALE),
            (int) Math.ceil((lines.size() * LINE + 2 * BORDER) * SCALE),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    try {
      pen.scale(SCALE, SCALE);
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setColor(PAPER);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      for (int i = 0; i < lines.size(); i++) {
        line(pen, lines.get(i), BORDER + i * LINE);
      }
    } finally {
      pen.dispose();
    }
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", bytes)) {
      throw new IOException("this Java cannot write PNG");
    }
    return bytes.toByteArray();
  }

  private void line(Graphics2D pen, String line, double top) {
    var signs = new PanelSigns(pen);
    double x = BORDER;
    for (int character : line.codePoints().toArray()) {
      double width = columns.applyAsInt(character) * CELL;
      if (PanelSigns.knows(character)) {
        signs.draw(character, x, top, width, LINE);
      } else if (character > ' ') {
        letter(pen, character, x, top, width);
      }
      x += width;
    }
  }

  /** A mark without a width of its own is drawn over the letter before it. */
  private void letter(Graphics2D pen, int character, double x, double top, double width) {
    Font font = fonts.of(character).orElse(fonts.letters());
    String text = fonts.of(character).isPresent() ? Character.toString(character) : "?";
    pen.setFont(font);
    pen.setColor(PanelSigns.INK);
    double advance = pen.getFontMetrics().getStringBounds(text, pen).getWidth();
    double left = width > 0 ? x + (width - advance) / 2 : x - CELL;
    pen.drawString(text, (float) left, (float) (top + LINE * 0.74));
  }
}
