package io.nuwa.emergency.panel;

import io.nuwa.emergency.panel.text.DisplayWidth;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Counts columns by other means than the code under test: the script and emoji properties of the
 * regular expressions of the JDK, where those can tell.
 */
final class Columns {
  private static final Pattern NOTHING =
      Pattern.compile("[\\p{Mn}\\p{Me}\\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]");
  private static final Pattern CERTAINLY_WIDE =
      Pattern.compile(
          "[[\\p{IsEmoji_Presentation}&&[^\\x{1F1E6}-\\x{1F1FF}]]\\p{IsHan}\\p{InHangul_Syllables}"
              + "[\\p{IsHiragana}\\p{IsKatakana}&&[^\\x{FF61}-\\x{FF9F}]]\uff01-\uff60\u3000-\u3029]");
  private static final Pattern BOX = Pattern.compile("[═║╔╗╠╣╚╝→…█]");

  /** Regular expressions are slow, and the texts have few different characters. */
  private static final Map<Counted, Integer> COUNTED = new ConcurrentHashMap<>();

  private Columns() {}

  private record Counted(int character, DisplayWidth width) {}

  static int of(String line, DisplayWidth width) {
    return line.codePoints().map(character -> of(character, width)).sum();
  }

  private static int of(int character, DisplayWidth width) {
    return COUNTED.computeIfAbsent(
        new Counted(character, width), counted -> count(character, width));
  }

  private static int count(int character, DisplayWidth width) {
    String text = Character.toString(character);
    if (NOTHING.matcher(text).matches()) {
      return 0;
    }
    if (CERTAINLY_WIDE.matcher(text).matches()) {
      return 2;
    }
    if (BOX.matcher(text).matches()) {
      return width == DisplayWidth.AMBIGUOUS_WIDE ? 2 : 1;
    }
    return character < 0x7F ? 1 : width.of(character);
  }
}
