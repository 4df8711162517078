package io.nuwa.emergency.config;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the YAML parser says about a broken file, in words that help its author.
 *
 * @param message one line
 * @param position where
 */
record SyntaxComplaint(String message, Position position) {
  /** The parser names the place of the context first and the place of the problem last. */
  private static final Pattern PLACE =
      Pattern.compile(
          "^([^\\n]*)\\n in '[^'\\n]*', line (\\d+), column (\\d+):", Pattern.MULTILINE);

  /**
   * Reads the parser's text.
   *
   * @param otherwise the place to name if the text has none
   */
  static SyntaxComplaint of(String text, Position otherwise) {
    MatchResult place = PLACE.matcher(text).results().reduce((first, last) -> last).orElse(null);
    if (place == null) {
      return new SyntaxComplaint(firstLine(text), otherwise);
    }
    return new SyntaxComplaint(
        place.group(1).strip() + hint(place.group(1), text),
        new Position(
            otherwise.file(), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3))));
  }

  private static String hint(String problem, String text) {
    if (problem.contains("(TAB)")) {
      return "";
    }
    if (problem.contains("chomping or indentation")) {
      return "; put a text that starts with '>' or '|' into quotes";
    }
    if (problem.contains("cannot start any token")) {
      return "; put a text that starts with it into quotes";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "; mend the indentation, or put a text that holds ': ' into quotes";
    }
    if (problem.contains("but got {")) {
      return "; put a text that holds '{' into quotes";
    }
    if (problem.contains("unexpected end of stream")) {
      return text.contains("quoted scalar") ? "; a quote is not closed" : "";
    }
    return "";
  }

  private static String firstLine(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("?");
  }
}
