package io.nuwa.emergency.data.schema.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What two sides that are compared ask: bounds of one column, or an order of two. */
final class Comparison {
  private Comparison() {}

  /** {@code total = quantity * price}. */
  static Optional<Reading> reckoned(CheckExpression column, String sign, CheckExpression made) {
    return sign.equals("=")
            && column instanceof CheckExpression.Column result
            && made instanceof CheckExpression.Binary of
            && List.of("+", "-", "*").contains(of.sign())
            && of.left() instanceof CheckExpression.Column left
            && of.right() instanceof CheckExpression.Column right
        ? Optional.of(
            Reading.of(new Rule.Reckoned(result.name(), left.name(), of.sign(), right.name())))
        : Optional.empty();
  }

  /** Both sides as sums, brought to one side: a column beside a constant, or beside another one. */
  static Reading ordered(Side left, String sign, Side right) {
    Side all = left.plus(right.negated());
    if (all.plus().size() > 1 || all.minus().size() > 1 || all.isConstant()) {
      return Reading.UNKNOWN;
    }
    if (all.plus().isEmpty()) {
      return alone(all.minus().getFirst(), all.negated(), turned(sign));
    }
    if (all.minus().isEmpty()) {
      return alone(all.plus().getFirst(), all, sign);
    }
    String one = all.plus().getFirst();
    String other = all.minus().getFirst();
    if (all.length() || all.moment().isPresent()) {
      return Reading.UNKNOWN;
    }
    BigDecimal number = all.number().negate();
    Duration time = all.time().negated();
    boolean strict = sign.length() == 1;
    var above = new Rule.NotLess(one, other, strict, number, time);
    var below = new Rule.NotLess(other, one, strict, number.negate(), time.negated());
    return switch (sign) {
      case ">", ">=" -> Reading.of(above);
      case "<", "<=" -> Reading.of(below);
      case "=" ->
          Reading.of(
              new Rule.NotLess(one, other, false, number, time),
              new Rule.NotLess(other, one, false, number.negate(), time.negated()));
      default -> Reading.of(new Rule.Differs(one, other));
    };
  }

  private static String turned(String sign) {
    return switch (sign) {
      case "<" -> ">";
      case ">" -> "<";
      case "<=" -> ">=";
      case ">=" -> "<=";
      default -> sign;
    };
  }

  /** A column beside what is constant: column plus the sum's constants is compared with nothing. */
  private static Reading alone(String column, Side sum, String sign) {
    if (sum.moment().isEmpty()) {
      if (sign.equals("<>")) {
        return bound(column, sum.length(), ">", sum.number().negate());
      }
      return sum.time().isZero()
          ? bound(column, sum.length(), sign, sum.number().negate())
          : Reading.UNKNOWN;
    }
    Duration past = sum.time().negated().plus(Duration.ofDays(sum.number().negate().longValue()));
    var moment = sum.moment().get().plus(past);
    boolean exact = sum.exactDay() && moment.toLocalTime().toSecondOfDay() == 0;
    return dayBound(column, sign, moment.toLocalDate(), exact);
  }

  static Reading bound(String column, boolean length, String sign, BigDecimal number) {
    var value = Optional.of(number);
    Optional<BigDecimal> none = Optional.empty();
    return switch (sign) {
      case ">=" -> Reading.of(new Rule.Bound(column, length, value, none, false));
      case ">" -> Reading.of(new Rule.Bound(column, length, value, none, true));
      case "<=" -> Reading.of(new Rule.Bound(column, length, none, value, false));
      case "<" -> Reading.of(new Rule.Bound(column, length, none, value, true));
      case "=" -> equal(column, length, number);
      default -> Reading.UNKNOWN;
    };
  }

  private static Reading equal(String column, boolean length, BigDecimal number) {
    return length
        ? Reading.of(new Rule.Bound(column, true, Optional.of(number), Optional.of(number), false))
        : Reading.of(new Rule.OneOf(column, List.of(number.toPlainString())));
  }

  /**
   * Whole days: the bound itself counts only where a date is compared. The time of a bound depends
   * on the zone of whoever asks, which is less than a day.
   */
  static Reading dayBound(String column, String sign, LocalDate bound, boolean exact) {
    long beside = exact && sign.endsWith("=") ? 0 : 1;
    Optional<LocalDate> none = Optional.empty();
    return switch (sign) {
      case ">", ">=" ->
          Reading.of(new Rule.Days(column, Optional.of(bound.plusDays(beside)), none));
      case "<", "<=" ->
          Reading.of(new Rule.Days(column, none, Optional.of(bound.minusDays(beside))));
      case "=" -> Reading.of(new Rule.Days(column, Optional.of(bound), Optional.of(bound)));
      default -> Reading.UNKNOWN;
    };
  }
}
