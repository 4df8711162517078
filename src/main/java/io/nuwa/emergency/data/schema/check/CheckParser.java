package io.nuwa.emergency.data.schema.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses check constraints in the form in which PostgreSQL prints them, which is one of the many in
 * which they can be written: brackets around everything, {@code IN} as {@code = ANY (ARRAY[...])},
 * {@code BETWEEN} as two comparisons, {@code LIKE} as {@code ~~}.
 */
final class CheckParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>E?'(?:[^']|'')*')|(?<quoted>\"(?:[^\"]|\"\")+\")"
              + "|(?<number>\\d+(?:\\.\\d+)?)|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)"
              + "|(?<sign>::|<=|>=|<>|!~~\\*|!~~|!~\\*|!~|~~\\*|~~|~\\*|\\|\\||[-+*/%<>=~()\\[\\],.]))");
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("or"),
          List.of("and"),
          List.of("=", "<>", "<", ">", "<=", ">="),
          List.of("~", "~*", "~~", "~~*", "!~", "!~*", "!~~", "!~~*", "||"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final List<String> tokens = new ArrayList<>();
  private int at;

  private CheckParser() {}

  /** Something that this parser does not know. */
  private static final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownException() {
      super("not an expression that is known here", null, false, false);
    }
  }

  /** The tree; empty where the text has something in it that is not known here. */
  static Optional<CheckExpression> parse(String text) {
    var parser = new CheckParser();
    try {
      parser.cut(text);
      CheckExpression whole = parser.binary(0);
      return parser.at == parser.tokens.size() ? Optional.of(whole) : Optional.empty();
    } catch (UnknownException e) {
      return Optional.empty();
    }
  }

  private void cut(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int from = 0;
    while (matcher.find() && matcher.start() == from) {
      tokens.add(matcher.group().strip());
      from = matcher.end();
    }
    if (!text.substring(from).isBlank()) {
      throw new UnknownException();
    }
  }

  private CheckExpression binary(int level) {
    if (level == LEVELS.size()) {
      return cast();
    }
    if (level == 2 && take("not")) {
      return new CheckExpression.Not(binary(2));
    }
    CheckExpression left = binary(level + 1);
    while (true) {
      String sign = peek();
      if (level == 2 && take("is")) {
        left = is(left);
      } else if (LEVELS.get(level).contains(sign)) {
        at++;
        left =
            take("any")
                ? any(sign, left)
                : new CheckExpression.Binary(sign, left, binary(level + 1));
      } else {
        return left;
      }
    }
  }

  private CheckExpression is(CheckExpression left) {
    boolean negated = take("not");
    String what = next().toLowerCase(Locale.ROOT);
    if (!List.of("null", "true", "false").contains(what)) {
      throw new UnknownException();
    }
    return new CheckExpression.Is(left, what, negated);
  }

  private CheckExpression any(String sign, CheckExpression left) {
    expect("(");
    CheckExpression list = binary(0);
    expect(")");
    return new CheckExpression.Binary(sign + " any", left, list);
  }

  private CheckExpression cast() {
    CheckExpression inner = primary();
    while (take("::")) {
      String type = type();
      if (inner instanceof CheckExpression.Literal literal && literal.type().isEmpty()) {
        inner = new CheckExpression.Literal(literal.text(), type);
      } else if (type.equals("date") && !(inner instanceof CheckExpression.Literal)) {
        inner = new CheckExpression.Call("date", List.of(inner));
      }
    }
    return inner;
  }

  /** The words of a type: {@code character varying(20)[]}, {@code timestamp without time zone}. */
  private String type() {
    String first = next().toLowerCase(Locale.ROOT);
    if (first.equals("character") || first.equals("bit")) {
      take("varying");
    } else if (first.equals("double")) {
      expect("precision");
    } else if (take(".")) {
      first = next();
    }
    if (take("(")) {
      while (!take(")")) {
        at++;
        peekAny();
      }
    }
    if (peek().equals("with") || peek().equals("without")) {
      at++;
      expect("time");
      expect("zone");
    }
    while (take("[")) {
      expect("]");
    }
    return first;
  }

  private CheckExpression primary() {
    String token = next();
    if (token.equals("(")) {
      CheckExpression inner = binary(0);
      expect(")");
      return inner;
    }
    if (token.equals("-")) {
      return cast() instanceof CheckExpression.Literal number
          ? new CheckExpression.Literal("-" + number.text(), number.type())
          : unknown();
    }
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return new CheckExpression.Literal(token, "");
    }
    if (token.endsWith("'")) {
      return literal(token);
    }
    if (first == '"') {
      return new CheckExpression.Column(
          token.substring(1, token.length() - 1).replace("\"\"", "\""));
    }
    return Character.isLetter(first) || first == '_' ? word(token) : unknown();
  }

  /** Backslashes stand for themselves but in {@code E'...'}, where there are two of each. */
  private static CheckExpression literal(String token) {
    String text = token.substring(token.indexOf('\'') + 1, token.length() - 1).replace("''", "'");
    return new CheckExpression.Literal(
        token.startsWith("E") ? text.replace("\\\\", "\\") : text, "");
  }

  private CheckExpression word(String token) {
    String name = token.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "true", "false" -> new CheckExpression.Literal(name, "boolean");
      case "current_date", "current_timestamp", "localtimestamp" ->
          new CheckExpression.Call(name, List.of());
      case "array" -> {
        expect("[");
        yield new CheckExpression.Array(arguments("]"));
      }
      case "case", "select", "row", "not", "null" -> unknown();
      default -> take("(") ? call(name) : new CheckExpression.Column(token);
    };
  }

  private CheckExpression call(String name) {
    if (!name.equals("extract")) {
      return new CheckExpression.Call(name, arguments(")"));
    }
    var part = new CheckExpression.Literal(next().toLowerCase(Locale.ROOT), "");
    expect("from");
    CheckExpression source = binary(0);
    expect(")");
    return new CheckExpression.Call("date_part", List.of(part, source));
  }

  private List<CheckExpression> arguments(String end) {
    var arguments = new ArrayList<CheckExpression>();
    if (take(end)) {
      return arguments;
    }
    // TRIM(BOTH FROM name) is how a function with words in it is printed.
    if (take("both")) {
      expect("from");
    }
    do {
      arguments.add(binary(0));
    } while (take(","));
    expect(end);
    return arguments;
  }

  private static CheckExpression unknown() {
    throw new UnknownException();
  }

  private void peekAny() {
    if (at >= tokens.size()) {
      throw new UnknownException();
    }
  }

  /** The next token in lower case; empty at the end, and where it is quoted. */
  private String peek() {
    return at < tokens.size() ? tokens.get(at).toLowerCase(Locale.ROOT) : "";
  }

  private String next() {
    peekAny();
    return tokens.get(at++);
  }

  private boolean take(String token) {
    boolean there = peek().equals(token);
    at += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new UnknownException();
    }
  }
}
