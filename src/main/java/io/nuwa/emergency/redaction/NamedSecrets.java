package io.nuwa.emergency.redaction;

import java.util.Set;

/**
 * The value behind a name that says it is secret, in the notations of environments, YAML, JSON
 * (also inside of a JSON text), headers, URLs, XML, SQL, libpq and command lines.
 */
final class NamedSecrets implements Shape {
  private static final int FARTHEST = 6;

  /** What stands there is no secret, or none any more. */
  private static final Set<String> HARMLESS =
      Set.of(Redaction.STARS, "null", "true", "false", "none", "nil", "undefined", "None");

  @Override
  public Span next(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (sign == '=' || sign == ':' || sign == '>' || sign == ',' || sign == ' ') {
        Span value = behind(text, at, sign);
        if (value != null
            && value.from() >= from
            && value.to() > value.from()
            && !isHarmless(text, value)) {
          return value;
        }
      }
    }
    return null;
  }

  private static Span behind(String text, int separator, char sign) {
    Span name = nameBefore(text, separator);
    if (name == null) {
      return sign == ' ' ? userOption(text, separator) : null;
    }
    String word = text.substring(name.from(), name.to());
    if (!SecretNames.isSecret(word)) {
      return sign == ' ' ? userOption(text, separator) : null;
    }
    int next = separator + 1;
    return switch (sign) {
      case '=' -> SecretValue.at(text, next, false);
      case ':' ->
          SecretValue.at(
              text, next, SecretNames.isHeader(word) || SecretValue.isYaml(text, name.from()));
      case '>' ->
          name.from() > 0 && "<:".indexOf(text.charAt(name.from() - 1)) >= 0
              ? SecretValue.upTo(text, next, '<')
              : null;
      case ',' -> inList(text, name, word, next);
      default -> behindSpace(text, word, next);
    };
  }

  /** {@code --password x} and {@code PASSWORD 'x'}. */
  private static Span behindSpace(String text, String word, int next) {
    boolean option = word.startsWith("--");
    boolean quoted = next < text.length() && text.charAt(next) == '\'';
    boolean another = next < text.length() && text.charAt(next) == '-';
    return (option && !another) || quoted ? SecretValue.at(text, next, false) : null;
  }

  /** {@code ["--password", "x"]} and {@code {"name": "PASSWORD", "value": "x"}}. */
  private static Span inList(String text, Span name, String word, int next) {
    if (word.startsWith("--")) {
      return SecretValue.at(text, SecretValue.behindBlanks(text, next), false);
    }
    int key = SecretValue.behindBlanks(text, next);
    int quote = Spelling.behindBackslashes(text, key);
    if (name.to() < text.length()
        && quote < text.length()
        && text.charAt(quote) == '"'
        && text.regionMatches(true, quote + 1, "value", 0, 5)) {
      int colon = text.indexOf(':', quote);
      return colon > 0 && colon - quote < 12 ? SecretValue.at(text, colon + 1, false) : null;
    }
    return null;
  }

  /**
   * {@code -u name:password} and {@code --user name:password}; numbers are those of users and
   * groups.
   */
  private static Span userOption(String text, int space) {
    boolean option =
        (text.startsWith("-u", space - 2) || text.startsWith("--user", space - 6))
            && (space < 3 || text.charAt(space - 3) <= ' ' || text.startsWith("--user", space - 6));
    if (!option) {
      return null;
    }
    Span word = SecretValue.at(text, space + 1, false);
    int colon = word == null ? -1 : text.indexOf(':', word.from());
    boolean numbers =
        colon < 0
            || colon >= word.to()
            || text.substring(word.from(), colon).chars().allMatch(Character::isDigit);
    return numbers ? null : new Span(colon + 1, word.to());
  }

  /**
   * The name that a separator belongs to, over blanks, quotes and backslashes; null when there is
   * none.
   */
  private static Span nameBefore(String text, int separator) {
    int to = separator;
    while (to > 0 && separator - to < FARTHEST && " \t\"'`\\".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    if (to == 0 || !SecretNames.mayEnd(text.charAt(to - 1))) {
      return null;
    }
    int from = to;
    while (from > 0 && SecretNames.isOfName(text.charAt(from - 1))) {
      from--;
    }
    return new Span(from, to);
  }

  private static boolean isHarmless(String text, Span value) {
    String word = text.substring(value.from(), value.to());
    return HARMLESS.contains(word) || word.startsWith("${") || word.startsWith("$(");
  }
}
