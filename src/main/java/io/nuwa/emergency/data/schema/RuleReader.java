package io.nuwa.emergency.data.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the check constraints that most schemas have, in the form in which PostgreSQL prints
 * them. What it does not understand it leaves out: PostgreSQL itself still checks every row.
 */
final class RuleReader {
  private static final Pattern CAST =
      Pattern.compile(
          "::\\s*(?:\"[^\"]+\"|character varying|double precision|timestamp(?: with(?:out)? time"
              + " zone)?|[a-z_][a-z0-9_.]*)(?:\\(\\d+(?:,\\s*\\d+)?\\))?(?:\\[\\])?");
  private static final String NAME = "(?:\"((?:[^\"]|\"\")+)\"|([a-z_][a-z0-9_$]*))";
  private static final Pattern ONE_OF = Pattern.compile(NAME + " = ANY ARRAY\\[(.*)]");
  private static final Pattern EQUAL = Pattern.compile(NAME + " = ('(?:[^']|'')*')");
  private static final Pattern LENGTH =
      Pattern.compile(
          "(?:char_length|character_length|length) " + NAME + " (<=|>=|<|>|=) (-?\\d+)");
  private static final Pattern BOUND =
      Pattern.compile(NAME + " (<=|>=|<|>) '?(-?\\d+(?:\\.\\d+)?)'?");
  private static final Pattern DAY =
      Pattern.compile(
          NAME + " (<=|>=|<|>) '(\\d{4}-\\d{2}-\\d{2})(?: (\\d{2}:\\d{2}:\\d{2}\\S*))?'");
  private static final Pattern NOT_EMPTY = Pattern.compile(NAME + " <> ''");
  private static final Pattern COLUMNS = Pattern.compile(NAME + " (<=|>=|<|>) " + NAME);
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");

  private RuleReader() {}

  /** Reads {@code CHECK (...)}, as {@code pg_get_constraintdef} gives it. */
  static List<Rule> read(String definition) {
    String body = definition.replaceFirst("^CHECK ", "").replaceFirst(" NOT VALID$", "");
    var rules = new ArrayList<Rule>();
    for (String part : conjunction(body)) {
      String plain = plain(part);
      // "a or b" asks neither of a nor of b alone; "a = any" of many values is understood below.
      if (!outsideText(plain).contains(" OR ")) {
        rule(plain).ifPresent(rules::add);
      }
    }
    return rules;
  }

  private static Optional<Rule> rule(String text) {
    Matcher oneOf = ONE_OF.matcher(text);
    if (oneOf.matches()) {
      return Optional.of(new Rule.OneOf(name(oneOf, 1), texts(oneOf.group(3))));
    }
    Matcher equal = EQUAL.matcher(text);
    if (equal.matches()) {
      return Optional.of(new Rule.OneOf(name(equal, 1), texts(equal.group(3))));
    }
    Matcher notEmpty = NOT_EMPTY.matcher(text);
    if (notEmpty.matches()) {
      return bound(name(notEmpty, 1), true, ">=", "1");
    }
    Matcher length = LENGTH.matcher(text);
    if (length.matches()) {
      return bound(name(length, 1), true, length.group(3), length.group(4));
    }
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      return bound(name(bound, 1), false, bound.group(3), bound.group(4));
    }
    Matcher day = DAY.matcher(text);
    if (day.matches()) {
      return days(name(day, 1), day.group(3), day.group(4), day.group(5) == null);
    }
    Matcher columns = COLUMNS.matcher(text);
    if (columns.matches()) {
      boolean first = columns.group(3).startsWith(">");
      String left = name(columns, 1);
      String right = name(columns, 4);
      return Optional.of(new Rule.NotLess(first ? left : right, first ? right : left));
    }
    return Optional.empty();
  }

  private static Optional<Rule> bound(String column, boolean length, String sign, String number) {
    var value = Optional.of(new BigDecimal(number));
    Optional<BigDecimal> none = Optional.empty();
    return Optional.of(
        switch (sign) {
          case ">=" -> new Rule.Bound(column, length, value, none, false);
          case ">" -> new Rule.Bound(column, length, value, none, true);
          case "<=" -> new Rule.Bound(column, length, none, value, false);
          case "<" -> new Rule.Bound(column, length, none, value, true);
          default -> new Rule.Bound(column, length, value, value, false);
        });
  }

  /**
   * Whole days: the bound itself counts only where a date is compared. The time of a bound depends
   * on the zone of whoever asks, which is less than a day.
   */
  private static Optional<Rule> days(String column, String sign, String day, boolean isDate) {
    LocalDate bound;
    try {
      bound = LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
    long beside = isDate && sign.endsWith("=") ? 0 : 1;
    return Optional.of(
        sign.startsWith(">")
            ? new Rule.Days(column, Optional.of(bound.plusDays(beside)), Optional.empty())
            : new Rule.Days(column, Optional.empty(), Optional.of(bound.minusDays(beside))));
  }

  private static List<String> texts(String list) {
    var values = new ArrayList<String>();
    Matcher matcher = TEXT.matcher(list);
    while (matcher.find()) {
      values.add(matcher.group(1).replace("''", "'"));
    }
    if (values.isEmpty()) {
      for (String number : list.split(",", -1)) {
        values.add(number.strip());
      }
    }
    return values;
  }

  private static String name(Matcher matcher, int group) {
    String quoted = matcher.group(group);
    return quoted == null ? matcher.group(group + 1) : quoted.replace("\"\"", "\"");
  }

  /** Without casts, brackets and doubled blanks, all outside quotes. */
  private static String plain(String text) {
    var plain = new StringBuilder();
    Matcher matcher = TEXT.matcher(text);
    int from = 0;
    while (matcher.find()) {
      plain.append(stripped(text.substring(from, matcher.start()))).append(matcher.group());
      from = matcher.end();
    }
    plain.append(stripped(text.substring(from)));
    return plain.toString().strip();
  }

  private static String stripped(String text) {
    return CAST.matcher(text).replaceAll("").replaceAll("[()]", " ").replaceAll("\\s+", " ");
  }

  private static String outsideText(String text) {
    return TEXT.matcher(text).replaceAll("''");
  }

  /** The parts of {@code a AND (b AND c)}; one part when there is no AND. */
  private static List<String> conjunction(String text) {
    String whole = unwrapped(text.strip());
    var parts = new ArrayList<String>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0 && whole.startsWith(" AND ", i)) {
          parts.addAll(conjunction(whole.substring(from, i)));
          from = i + 5;
        }
      }
    }
    if (parts.isEmpty()) {
      return List.of(whole);
    }
    parts.addAll(conjunction(whole.substring(from)));
    return parts;
  }

  /** Without the brackets around the whole. */
  private static String unwrapped(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return text;
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
          return text;
        }
      }
    }
    return unwrapped(text.substring(1, text.length() - 1).strip());
  }
}
