package io.nuwa.emergency.config;

import java.util.Optional;

/** The text of a file as the parser wants it, with every line and column where it was. */
final class SourceText {
  private final String text;
  private final int[] characters;

  private SourceText(String text) {
    this.text = text;
    this.characters = text.codePoints().toArray();
  }

  /** Takes the mark off that some editors put first, and tabs out of the indentation of JSON. */
  static SourceText of(String written) {
    String text = written.startsWith("\uFEFF") ? written.substring(1) : written;
    String start = text.stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    return new SourceText(json ? text.replace('\t', ' ') : text);
  }

  String text() {
    return text;
  }

  /** The first character that no text file should hold. */
  Optional<Problem> unprintable(String file) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (!isPrintable(character)) {
        return Optional.of(
            new Problem(
                new Position(file, line, column),
                String.format("holds the control character U+%04X; remove it", character)));
      }
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return Optional.empty();
  }

  /**
   * The anchor of a single value that starts here; the parser names those of others only.
   *
   * @param index counted in characters from the start of the text, as the parser does
   */
  Optional<String> anchorAt(long index) {
    if (index < 0 || index >= characters.length || characters[(int) index] != '&') {
      return Optional.empty();
    }
    int end = (int) index + 1;
    while (end < characters.length && !endsAnchor(characters[end])) {
      end++;
    }
    return Optional.of(new String(characters, (int) index + 1, end - (int) index - 1));
  }

  private static boolean endsAnchor(int character) {
    return Character.isWhitespace(character) || ",[]{}".indexOf(character) >= 0;
  }

  /** What YAML 1.1 calls printable. */
  private static boolean isPrintable(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || character == 0x85
        || (character >= 0x20 && character <= 0x7E)
        || (character >= 0xA0 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
