package io.nuwa.emergency.panel.text;

/**
 * The characters of two columns in every terminal: East Asian Width {@code W} and {@code F} of
 * Unicode 16. The emoji among them are those that Unicode presents as pictures by itself.
 */
final class WideCharacters {
  private static final int FIRST = 0x1100;

  private static final int[] RANGES = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x303E, 0x3041, 0x3247,
    0x3250, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B,
    0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1AFF0, 0x1B2FF, 0x1D300, 0x1D356, 0x1D360,
    0x1D376, 0x1F200, 0x1F265, 0x1F3FB, 0x1F3FF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD,
  };

  private WideCharacters() {}

  static boolean contain(int character) {
    if (character < FIRST || isRegionalIndicator(character)) {
      return false;
    }
    return Ranges.contain(RANGES, character) || Character.isEmojiPresentation(character);
  }

  /** Two of them make a flag of two columns, so that each counts as one. */
  private static boolean isRegionalIndicator(int character) {
    return character >= 0x1F1E6 && character <= 0x1F1FF;
  }
}
