package io.nuwa.emergency.report.picture;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The fonts for a panel: one with letters of one width, and one for what it does not have.
 *
 * @param letters for Latin letters and signs
 * @param others for whatever {@code letters} cannot show
 */
record PanelFonts(Font letters, Font others) {
  private static final int SIZE = 15;

  /** Known good ones first; any other will do. */
  private static final List<String> PREFERRED =
      List.of("DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", "Noto Sans CJK SC");

  /** Every font of this machine. */
  static List<Font> installed() {
    return Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts());
  }

  /** Fonts that can show all of these characters; empty when this machine has none. */
  static Optional<PanelFonts> showing(int[] characters, List<Font> installed) {
    List<Font> ranked =
        installed.stream().sorted(Comparator.comparingInt(PanelFonts::rank)).toList();
    Font letters = letters(ranked);
    int[] missing =
        Arrays.stream(characters).filter(character -> !letters.canDisplay(character)).toArray();
    return ranked.stream()
        .filter(font -> font.canDisplayUpTo(new String(missing, 0, missing.length)) < 0)
        .findFirst()
        .map(others -> new PanelFonts(letters, others.deriveFont(Font.PLAIN, SIZE)));
  }

  /** Fonts for letters alone: what they do not have is shown as a question mark. */
  static PanelFonts lettersOnly(List<Font> installed) {
    Font letters =
        letters(installed.stream().sorted(Comparator.comparingInt(PanelFonts::rank)).toList());
    return new PanelFonts(letters, letters);
  }

  private static Font letters(List<Font> ranked) {
    return ranked.stream()
        .filter(font -> PREFERRED.contains(font.getFamily()) && font.canDisplayUpTo("aZ09") < 0)
        .findFirst()
        .map(font -> font.deriveFont(Font.PLAIN, SIZE))
        .orElseGet(() -> new Font(Font.MONOSPACED, Font.PLAIN, SIZE));
  }

  private static int rank(Font font) {
    int place = PREFERRED.indexOf(font.getFamily());
    return place < 0 || font.getName().contains("Bold") || font.getName().contains("Oblique")
        ? PREFERRED.size()
        : place;
  }

  Optional<Font> of(int character) {
    if (letters.canDisplay(character)) {
      return Optional.of(letters);
    }
    return others.canDisplay(character) ? Optional.of(others) : Optional.empty();
  }
}
