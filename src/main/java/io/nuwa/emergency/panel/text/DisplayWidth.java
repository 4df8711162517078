package io.nuwa.emergency.panel.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How many columns a text takes in a terminal: two for wide and fullwidth characters and for emoji,
 * none for combining marks, by Unicode Standard Annex 11. Ambiguous characters, such as {@code ═}
 * and {@code →}, take one column in most terminals and two in some that are set up for East Asia;
 * only the caller can know.
 */
public enum DisplayWidth {
  AMBIGUOUS_NARROW,
  AMBIGUOUS_WIDE;

  private static final String ELLIPSIS = "…";
  private static final String CLOSING = "，。、；：！？）》」』】";

  /** The columns that a text takes. */
  public int of(String text) {
    // A loop: a run tells thousands of lines, and each is measured.
    int columns = 0;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      columns += of(character);
      at += Character.charCount(character);
    }
    return columns;
  }

  /** The columns that a character takes: 0, 1 or 2. */
  public int of(int character) {
    if (character >= ' ' && character < 0x7F) {
      return 1;
    }
    if (takesNoColumn(character)) {
      return 0;
    }
    if (WideCharacters.contain(character)) {
      return 2;
    }
    return this == AMBIGUOUS_WIDE && AmbiguousCharacters.contain(character) ? 2 : 1;
  }

  /** The text if it fits into so many columns, else its beginning with {@code …}. */
  public String cut(String text, int columns) {
    // No character takes more than two columns.
    if (text.length() <= columns / 2 || of(text) <= columns) {
      return text;
    }
    int room = columns - of(ELLIPSIS);
    return room < 0 ? "" : text.substring(0, fitting(text, room)) + ELLIPSIS;
  }

  /** The text with spaces after it, at least so many columns wide. */
  public String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** The text cut and padded to exactly so many columns. */
  public String fit(String text, int columns) {
    return pad(cut(text, columns), columns);
  }

  /**
   * The text as several lines, broken at spaces where that is possible.
   *
   * @param columns of each line, at least 2
   * @param lines at most, at least 1; the last one is cut when there would be more
   */
  public List<String> wrap(String text, int columns, int lines) {
    var wrapped = new ArrayList<String>();
    String rest = text.strip();
    while (wrapped.size() < lines - 1 && of(rest) > columns) {
      int end = breakAt(rest, fitting(rest, columns));
      wrapped.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    wrapped.add(cut(rest, columns));
    return wrapped;
  }

  /**
   * A word that would be torn goes to the next line, unless most of this one would stay empty; so
   * does the character before a punctuation mark that must not begin a line.
   */
  private int breakAt(String text, int end) {
    if (CLOSING.indexOf(text.charAt(end)) >= 0) {
      int before = text.offsetByCodePoints(end, -1);
      while (before > 0 && of(text.codePointAt(before)) == 0) {
        before = text.offsetByCodePoints(before, -1);
      }
      return before > 0 ? before : end;
    }
    boolean torn = isWord(text.charAt(end - 1)) && isWord(text.charAt(end));
    int space = text.lastIndexOf(' ', end - 1);
    return torn && space > end / 2 ? space : end;
  }

  private static boolean isWord(char character) {
    return character > ' ' && character < 0x2E80;
  }

  /** How much of a text fits into so many columns; marks stay with their letter. */
  private int fitting(String text, int columns) {
    int taken = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      taken += of(character);
      if (taken > columns) {
        break;
      }
      end += Character.charCount(character);
    }
    return end;
  }

  private static boolean takesNoColumn(int character) {
    if (character < 0xA0) {
      return true;
    }
    boolean joiningJamo =
        (character >= 0x1160 && character <= 0x11FF)
            || (character >= 0xD7B0 && character <= 0xD7FF);
    int type = Character.getType(character);
    return joiningJamo
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }
}
