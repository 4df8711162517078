package io.nuwa.emergency.report;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of others, so that they stay texts in Markdown: nothing in them formats, links or hides.
 */
public final class MarkdownText {
  private static final String SPECIAL = "\\`*[]<>|";
  private static final Pattern TICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** On one line, within a sentence. */
  public static String inline(String text, int most) {
    var line = new StringBuilder();
    for (char sign : shortened(oneLine(text), most).toCharArray()) {
      if (SPECIAL.indexOf(sign) >= 0) {
        line.append('\\');
      }
      line.append(sign);
    }
    return line.toString();
  }

  /** On one line, as code. */
  public static String code(String text, int most) {
    String line = shortened(oneLine(text), most);
    String fence = "`".repeat(longestTicks(line) + 1);
    boolean edge = line.startsWith("`") || line.endsWith("`");
    return fence + (edge ? " " + line + " " : line) + fence;
  }

  /** As a block, line by line. */
  public static String block(String text) {
    String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
    var body = new StringBuilder();
    text.lines().forEach(line -> body.append(visible(line)).append('\n'));
    return fence + "text\n" + body + fence + "\n";
  }

  /** Lines that say the same one after the other, said once. */
  static String folded(String text) {
    var folded = new ArrayList<String>();
    int again = 0;
    String before = null;
    for (String line : text.lines().toList()) {
      if (line.equals(before)) {
        again++;
        continue;
      }
      if (again > 0) {
        folded.add("[the same line " + again + " more times]");
      }
      folded.add(line);
      before = line;
      again = 0;
    }
    if (again > 0) {
      folded.add("[the same line " + again + " more times]");
    }
    return String.join("\n", folded);
  }

  public static String oneLine(String text) {
    return visible(text.replaceAll("\\s+", " ")).strip();
  }

  /** Says by an ellipsis that there is more. */
  public static String shortened(String line, int most) {
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }

  /** Without what moves a terminal's cursor or turns the direction of writing. */
  private static String visible(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            sign -> {
              int kind = Character.getType(sign);
              boolean hidden =
                  (kind == Character.CONTROL && sign != '\t') || kind == Character.FORMAT;
              shown.appendCodePoint(hidden ? '\uFFFD' : sign);
            });
    return shown.toString();
  }

  private static int longestTicks(String text) {
    Matcher matcher = TICKS.matcher(text);
    int longest = 0;
    while (matcher.find()) {
      longest = Math.max(longest, matcher.end() - matcher.start());
    }
    return longest;
  }
}
