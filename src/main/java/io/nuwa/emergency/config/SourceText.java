package io.nuwa.emergency.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a file as the parser wants it, with every line and column where it was. */
final class SourceText {
  private static final Pattern ANCHOR = Pattern.compile("&([^\\s,\\[\\]{}]+)");

  private final String text;
  private final List<String> lines;

  private SourceText(String text) {
    this.text = text;
    this.lines = text.lines().toList();
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

  /** The anchor of a single value that starts here; the parser names those of others only. */
  Optional<String> anchorAt(Position position) {
    if (position.line() > lines.size()) {
      return Optional.empty();
    }
    String line = lines.get(position.line() - 1);
    int column = position.column() - 1;
    if (column >= line.codePointCount(0, line.length())) {
      return Optional.empty();
    }
    Matcher anchor = ANCHOR.matcher(line.substring(line.offsetByCodePoints(0, column)));
    return anchor.lookingAt() ? Optional.of(anchor.group(1)) : Optional.empty();
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
