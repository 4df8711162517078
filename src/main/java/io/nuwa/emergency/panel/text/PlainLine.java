package io.nuwa.emergency.panel.text;

/**
 * Makes one harmless line of foreign text, so that a title, a note or a program's output can
 * neither break a line or a box nor command the terminal. What terminals disagree about is left out
 * or replaced: variation selectors, joiners, skin tones, bidirectional controls.
 */
public final class PlainLine {
  /** Vietnamese, Hebrew and Thai need up to three; more is a prank. */
  private static final int MARKS_AT_MOST = 3;

  private static final char REPLACEMENT = '?';
  private static final int ESCAPE = 0x1B;
  private static final int DELETE = 0x7F;
  private static final int CONTROL_SEQUENCE = 0x9B;

  /** Divination signs and counting rods, which Unicode 16 made wide after years of narrow ones. */
  private static final int[] WIDENED = {
    0x2630, 0x2637, 0x268A, 0x268F, 0x4DC0, 0x4DFF, 0x1D300, 0x1D356, 0x1D360, 0x1D376,
  };

  private final StringBuilder line;
  private int marks = MARKS_AT_MOST;

  private PlainLine(int length) {
    line = new StringBuilder(length);
  }

  /** The text on one line, without leading, trailing and repeated spaces. */
  public static String of(String text) {
    var plain = new PlainLine(text.length());
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int after = afterSequence(text, at, character);
      if (after == at) {
        plain.add(character);
        at += Character.charCount(character);
      } else {
        at = after;
      }
    }
    return plain.line.toString().stripTrailing();
  }

  private void add(int character) {
    if (character > ' ' && character < DELETE) {
      addVisible(character);
      return;
    }
    switch (Character.getType(character)) {
      case Character.CONTROL -> addControl(character);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
          addSpace();
      case Character.FORMAT -> {}
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
          addVisible(REPLACEMENT);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> addMark(character);
      default -> addPicture(character);
    }
  }

  private void addControl(int character) {
    boolean blank = (character >= '\t' && character <= '\r') || character == 0x85;
    if (blank) {
      addSpace();
    } else {
      addVisible(REPLACEMENT);
    }
  }

  private void addSpace() {
    if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
      line.append(' ');
    }
    marks = MARKS_AT_MOST;
  }

  private void addMark(int character) {
    boolean changesWidth =
        (character >= 0xFE00 && character <= 0xFE0F) || character >= 0xE0100 || character == 0x20E3;
    if (!changesWidth && marks < MARKS_AT_MOST) {
      line.appendCodePoint(character);
      marks++;
    }
  }

  private void addPicture(int character) {
    boolean skinTone = character >= 0x1F3FB && character <= 0x1F3FF;
    boolean disputed = Ranges.contain(WIDENED, character);
    boolean flagLetter = character >= 0x1F1E6 && character <= 0x1F1FF;
    if (flagLetter) {
      addVisible('A' + character - 0x1F1E6);
    } else if (!skinTone) {
      addVisible(disputed ? REPLACEMENT : character);
    }
  }

  private void addVisible(int character) {
    line.appendCodePoint(character);
    marks = 0;
  }

  /** Where the terminal's control sequence that begins here ends; here when there is none. */
  private static int afterSequence(String text, int at, int character) {
    boolean escaped = character == ESCAPE && at + 1 < text.length() && text.charAt(at + 1) == '[';
    if (!escaped && character != CONTROL_SEQUENCE) {
      return at;
    }
    int end = at + (escaped ? 2 : 1);
    while (end < text.length() && text.charAt(end) >= 0x20 && text.charAt(end) <= 0x3F) {
      end++;
    }
    boolean complete = end < text.length() && text.charAt(end) >= 0x40 && text.charAt(end) <= 0x7E;
    return complete ? end + 1 : at;
  }
}
