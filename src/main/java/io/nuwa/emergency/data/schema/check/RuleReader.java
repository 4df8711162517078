package io.nuwa.emergency.data.schema.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Understands the check constraints that most schemas have, in the form in which PostgreSQL prints
 * them. What it does not understand it leaves out: PostgreSQL itself still checks every row.
 */
public final class RuleReader {
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", ">", "<=", ">=");

  private final LocalDate today;

  /**
   * A reader.
   *
   * @param today what {@code CURRENT_DATE} stands for
   */
  public RuleReader(LocalDate today) {
    this.today = today;
  }

  /** Reads {@code CHECK (...)}, as {@code pg_get_constraintdef} gives it. */
  public List<Rule> read(String definition) {
    String body =
        definition
            .replaceFirst("^CHECK ", "")
            .replaceFirst(" NOT VALID$", "")
            .replaceFirst(" NO INHERIT$", "");
    return CheckParser.parse(body).map(tree -> reading(tree, true).rules()).orElse(List.of());
  }

  /** What it takes for an expression to be true, or to be false. */
  private Reading reading(CheckExpression expression, boolean wanted) {
    return switch (expression) {
      case CheckExpression.Not not -> reading(not.inner(), !wanted);
      case CheckExpression.Is is -> is(is, wanted);
      case CheckExpression.Column column ->
          Reading.of(new Rule.OneOf(column.name(), List.of(Boolean.toString(wanted))));
      case CheckExpression.Literal literal ->
          literal.text().equals(Boolean.toString(wanted)) ? Reading.NOTHING : Reading.UNKNOWN;
      case CheckExpression.Call call -> wanted ? call(call) : Reading.UNKNOWN;
      case CheckExpression.Array ignored -> Reading.UNKNOWN;
      case CheckExpression.Binary binary ->
          switch (binary.sign()) {
            case "and" -> wanted ? both(binary, true) : either(binary, false);
            case "or" -> wanted ? either(binary, true) : both(binary, false);
            default -> compared(binary, wanted);
          };
    };
  }

  private Reading both(CheckExpression.Binary binary, boolean wanted) {
    return reading(binary.left(), wanted).and(reading(binary.right(), wanted));
  }

  /** One of them is enough: values of one column that are listed one by one, else the cheapest. */
  private Reading either(CheckExpression.Binary binary, boolean wanted) {
    Reading left = reading(binary.left(), wanted);
    Reading right = reading(binary.right(), wanted);
    if (left.rules().size() == 1
        && right.rules().size() == 1
        && left.rules().getFirst() instanceof Rule.OneOf some
        && right.rules().getFirst() instanceof Rule.OneOf others
        && some.column().equals(others.column())) {
      var all = Stream.concat(some.values().stream(), others.values().stream()).distinct();
      return Reading.of(new Rule.OneOf(some.column(), all.toList()));
    }
    return Stream.of(left, right)
        .filter(Reading::whole)
        .min(Comparator.comparingInt(Reading::cost))
        .orElse(Reading.UNKNOWN);
  }

  /** Columns are filled wherever nothing asks for them to be empty. */
  private Reading is(CheckExpression.Is is, boolean wanted) {
    boolean positive = wanted != is.negated();
    if (!is.what().equals("null")) {
      return reading(is.inner(), is.what().equals("true") == positive);
    }
    if (!positive) {
      return Reading.NOTHING;
    }
    return is.inner() instanceof CheckExpression.Column column
        ? Reading.of(new Rule.Empty(column.name()))
        : Reading.UNKNOWN;
  }

  private static Reading call(CheckExpression.Call call) {
    return call.name().equals("starts_with")
            && call.arguments().getFirst() instanceof CheckExpression.Column column
            && call.arguments().getLast() instanceof CheckExpression.Literal start
        ? Reading.of(new Rule.Matches(column.name(), "^" + LikePattern.quoted(start.text())))
        : Reading.UNKNOWN;
  }

  private Reading compared(CheckExpression.Binary binary, boolean wanted) {
    String sign = wanted ? binary.sign() : opposite(binary.sign());
    if (sign.equals("= any") && binary.right() instanceof CheckExpression.Array list) {
      return column(binary.left())
          .filter(ignored -> list.elements().stream().allMatch(RuleReader::isLiteral))
          .map(column -> Reading.of(new Rule.OneOf(column, texts(list))))
          .orElse(Reading.UNKNOWN);
    }
    if (binary.right() instanceof CheckExpression.Literal pattern) {
      Optional<String> column = column(binary.left());
      if (column.isPresent() && (sign.equals("~") || sign.equals("~*"))) {
        return Reading.of(new Rule.Matches(column.get(), pattern.text()));
      }
      if (column.isPresent() && (sign.equals("~~") || sign.equals("~~*"))) {
        return Reading.of(new Rule.Matches(column.get(), LikePattern.expression(pattern.text())));
      }
    }
    if (!COMPARISONS.contains(sign)) {
      return Reading.UNKNOWN;
    }
    if (isCondition(binary.left()) || isCondition(binary.right())) {
      return conditions(binary, sign);
    }
    return counted(binary, sign)
        .or(() -> year(binary, sign))
        .or(() -> spelt(binary, sign))
        .or(() -> listed(binary, sign))
        .or(() -> Comparison.reckoned(binary.left(), sign, binary.right()))
        .or(() -> Comparison.reckoned(binary.right(), sign, binary.left()))
        .or(
            () ->
                Side.of(binary.left(), today)
                    .flatMap(
                        l ->
                            Side.of(binary.right(), today)
                                .map(r -> Comparison.ordered(l, sign, r))))
        .orElse(Reading.UNKNOWN);
  }

  private static String opposite(String sign) {
    return switch (sign) {
      case "=" -> "<>";
      case "<>" -> "=";
      case "<" -> ">=";
      case ">" -> "<=";
      case "<=" -> ">";
      case ">=" -> "<";
      default -> "not " + sign;
    };
  }

  /** {@code (state = 'done') = (ended IS NOT NULL)}: both are made true, or only one of them. */
  private Reading conditions(CheckExpression.Binary binary, String sign) {
    Reading left = reading(binary.left(), true);
    return switch (sign) {
      case "=" ->
          cheaper(
              left.and(reading(binary.right(), true)),
              reading(binary.left(), false).and(reading(binary.right(), false)));
      case "<>" ->
          cheaper(
              left.and(reading(binary.right(), false)),
              reading(binary.left(), false).and(reading(binary.right(), true)));
      default -> Reading.UNKNOWN;
    };
  }

  private static Reading cheaper(Reading one, Reading other) {
    return Stream.of(one, other)
        .filter(Reading::whole)
        .min(Comparator.comparingInt(Reading::cost))
        .orElse(Reading.UNKNOWN);
  }

  private static boolean isCondition(CheckExpression expression) {
    return expression instanceof CheckExpression.Is
        || expression instanceof CheckExpression.Not
        || (expression instanceof CheckExpression.Literal literal
            && literal.type().equals("boolean"))
        || (expression instanceof CheckExpression.Binary binary
            && !List.of("+", "-", "*", "/", "%", "||").contains(binary.sign()));
  }

  /** {@code num_nonnulls(a, b) = 1}: the first so many are filled. */
  private static Optional<Reading> counted(CheckExpression.Binary binary, String sign) {
    if (binary.left() instanceof CheckExpression.Call call
        && call.name().startsWith("num_no")
        && binary.right() instanceof CheckExpression.Literal number
        && number.text().matches("\\d")) {
      int count = Integer.parseInt(number.text());
      int filled =
          switch (sign) {
            case "<" -> count - 1;
            case "=", "<=" -> count;
            default -> call.arguments().size();
          };
      return Optional.of(
          new Reading(
              call.arguments().stream()
                  .skip(filled)
                  .flatMap(column -> column(column).stream())
                  .<Rule>map(Rule.Empty::new)
                  .toList(),
              true));
    }
    return Optional.empty();
  }

  /** {@code EXTRACT(year FROM born) >= 1900}, and the same of an age. */
  private Optional<Reading> year(CheckExpression.Binary binary, String sign) {
    if (!(binary.left() instanceof CheckExpression.Call part)
        || !part.name().equals("date_part")
        || !(part.arguments().getFirst() instanceof CheckExpression.Literal unit)
        || !unit.text().equals("year")
        || !(binary.right() instanceof CheckExpression.Literal number)
        || !number.text().matches("\\d{1,4}")) {
      return Optional.empty();
    }
    int years = Integer.parseInt(number.text());
    if (part.arguments().getLast() instanceof CheckExpression.Call age
        && age.name().equals("age")) {
      return column(age.arguments().getLast())
          .map(
              born ->
                  Comparison.dayBound(
                      born, opposite(sign), today.minusYears(years), sign.equals(">=")));
    }
    return column(part.arguments().getLast())
        .map(
            day ->
                switch (sign) {
                  case ">=" -> Comparison.dayBound(day, ">=", LocalDate.of(years, 1, 1), true);
                  case ">" -> Comparison.dayBound(day, ">=", LocalDate.of(years + 1, 1, 1), true);
                  case "<" -> Comparison.dayBound(day, "<", LocalDate.of(years, 1, 1), true);
                  case "<=" -> Comparison.dayBound(day, "<", LocalDate.of(years + 1, 1, 1), true);
                  default -> Reading.UNKNOWN;
                });
  }

  /** {@code lower(code) = code} and the like. */
  private static Optional<Reading> spelt(CheckExpression.Binary binary, String sign) {
    for (boolean turned : new boolean[] {false, true}) {
      CheckExpression made = turned ? binary.right() : binary.left();
      CheckExpression given = turned ? binary.left() : binary.right();
      if (sign.equals("=")
          && made instanceof CheckExpression.Call call
          && call.arguments().size() == 1
          && call.arguments().getFirst().equals(given)
          && given instanceof CheckExpression.Column column) {
        return switch (call.name()) {
          case "lower" -> Optional.of(matching(column, "^[^A-Z]+$"));
          case "upper" -> Optional.of(matching(column, "^[^a-z]+$"));
          case "btrim", "trim" -> Optional.of(matching(column, "^\\S.*\\S$"));
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static Reading matching(CheckExpression.Column column, String expression) {
    return Reading.of(new Rule.Matches(column.name(), expression));
  }

  /** A column and a text that is no number, no day and no interval. */
  private Optional<Reading> listed(CheckExpression.Binary binary, String sign) {
    Optional<String> column = column(binary.left());
    if (column.isEmpty()
        || !(binary.right() instanceof CheckExpression.Literal value)
        || (!sign.equals("=") && !sign.equals("<>"))) {
      return Optional.empty();
    }
    if (sign.equals("<>") && value.text().isEmpty()) {
      return Optional.of(Comparison.bound(column.get(), true, ">=", BigDecimal.ONE));
    }
    if (Side.of(value, today).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        sign.equals("=")
            ? Reading.of(new Rule.OneOf(column.get(), List.of(value.text())))
            : Reading.UNKNOWN);
  }

  /** A column, alone or in what changes nothing about which values fit. */
  private static Optional<String> column(CheckExpression expression) {
    return switch (expression) {
      case CheckExpression.Column column -> Optional.of(column.name());
      case CheckExpression.Call call
          when List.of("lower", "btrim", "trim").contains(call.name())
              && call.arguments().size() == 1 ->
          column(call.arguments().getFirst());
      default -> Optional.empty();
    };
  }

  private static boolean isLiteral(CheckExpression expression) {
    return expression instanceof CheckExpression.Literal;
  }

  private static List<String> texts(CheckExpression.Array list) {
    return list.elements().stream()
        .map(element -> ((CheckExpression.Literal) element).text())
        .toList();
  }
}
