package io.nuwa.emergency.data.schema.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One side of a comparison as a sum: columns that are added, columns that are taken off, and what
 * is constant.
 *
 * @param plus the columns that are added; {@code length} of the text where that is meant
 * @param moment a point in time, if there is one in the sum
 * @param exactDay whether the moment is a whole day
 */
record Side(
    List<String> plus,
    List<String> minus,
    boolean length,
    BigDecimal number,
    Duration time,
    Optional<LocalDateTime> moment,
    boolean exactDay) {
  private static final Pattern PART = Pattern.compile("([+-]?\\d+) (year|mon|day)s?");
  private static final Pattern CLOCK = Pattern.compile("(-?)(\\d+):(\\d{2}):(\\d{2})");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?: (\\d{2}:\\d{2}:\\d{2}).*)?");
  private static final List<String> TRANSPARENT =
      List.of("coalesce", "date", "btrim", "trim", "ltrim", "rtrim", "lower", "upper");

  /** The sum; empty where it is none, or none that is known here. */
  static Optional<Side> of(CheckExpression expression, LocalDate today) {
    return switch (expression) {
      case CheckExpression.Column column -> Optional.of(column(column.name(), false));
      case CheckExpression.Literal literal -> literal(literal, today);
      case CheckExpression.Call call -> call(call, today);
      case CheckExpression.Binary sum when sum.sign().equals("+") ->
          of(sum.left(), today).flatMap(l -> of(sum.right(), today).map(l::plus));
      case CheckExpression.Binary sum when sum.sign().equals("-") ->
          of(sum.left(), today).flatMap(l -> of(sum.right(), today).map(r -> l.plus(r.negated())));
      case CheckExpression.Binary ignored -> Optional.empty();
      case CheckExpression.Not ignored -> Optional.empty();
      case CheckExpression.Is ignored -> Optional.empty();
      case CheckExpression.Array ignored -> Optional.empty();
    };
  }

  private static Side column(String name, boolean length) {
    return new Side(
        List.of(name), List.of(), length, BigDecimal.ZERO, Duration.ZERO, Optional.empty(), false);
  }

  private static Side constant(BigDecimal number, Duration time) {
    return new Side(List.of(), List.of(), false, number, time, Optional.empty(), false);
  }

  private static Side moment(LocalDateTime moment, boolean exactDay) {
    return new Side(
        List.of(), List.of(), false, BigDecimal.ZERO, Duration.ZERO, Optional.of(moment), exactDay);
  }

  private static Optional<Side> literal(CheckExpression.Literal literal, LocalDate today) {
    String text = literal.text();
    if (text.matches("-?\\d+(\\.\\d+)?")) {
      return Optional.of(constant(new BigDecimal(text), Duration.ZERO));
    }
    if (literal.type().equals("interval")) {
      return interval(text, today).map(time -> constant(BigDecimal.ZERO, time));
    }
    Matcher moment = MOMENT.matcher(text);
    if (moment.matches()) {
      try {
        String clock = moment.group(2) == null ? "00:00:00" : moment.group(2);
        return Optional.of(
            moment(LocalDateTime.parse(moment.group(1) + "T" + clock), moment.group(2) == null));
      } catch (java.time.format.DateTimeParseException e) {
        return Optional.empty();
      }
    }
    return text.equals("now") ? Optional.of(moment(today.atStartOfDay(), true)) : Optional.empty();
  }

  /** Months and years are counted back from today, as they mostly are in checks. */
  private static Optional<Duration> interval(String text, LocalDate today) {
    String rest = text;
    Period period = Period.ZERO;
    for (Matcher part = PART.matcher(rest); part.find(); ) {
      int count = Integer.parseInt(part.group(1));
      period =
          switch (part.group(2)) {
            case "year" -> period.plusMonths(count * 12L);
            case "mon" -> period.plusMonths(count);
            default -> period.plusDays(count);
          };
    }
    Duration time = Duration.ofDays(today.toEpochDay() - today.minus(period).toEpochDay());
    rest = PART.matcher(rest).replaceAll("").strip();
    Matcher clock = CLOCK.matcher(rest);
    if (clock.matches()) {
      Duration within =
          Duration.ofHours(Long.parseLong(clock.group(2)))
              .plusMinutes(Long.parseLong(clock.group(3)))
              .plusSeconds(Long.parseLong(clock.group(4)));
      return Optional.of(clock.group(1).isEmpty() ? time.plus(within) : time.minus(within));
    }
    return rest.isEmpty() ? Optional.of(time) : Optional.empty();
  }

  private static Optional<Side> call(CheckExpression.Call call, LocalDate today) {
    return switch (call.name()) {
      case "current_date" -> Optional.of(moment(today.atStartOfDay(), true));
      case "current_timestamp", "localtimestamp", "now", "statement_timestamp", "clock_timestamp" ->
          Optional.of(moment(today.atStartOfDay(), false));
      case "char_length", "character_length", "length", "octet_length" ->
          call.arguments().size() == 1
              ? of(call.arguments().getFirst(), today)
                  .filter(side -> side.plus().size() == 1)
                  .map(side -> column(side.plus().getFirst(), true))
              : Optional.empty();
      // age(born) is today less born.
      case "age" ->
          call.arguments().size() == 1
              ? of(call.arguments().getFirst(), today)
                  .map(side -> moment(today.atStartOfDay(), true).plus(side.negated()))
              : Optional.empty();
      default ->
          TRANSPARENT.contains(call.name()) && !call.arguments().isEmpty()
              ? of(call.arguments().getFirst(), today)
              : Optional.empty();
    };
  }

  Side plus(Side other) {
    return new Side(
        joined(plus, other.plus),
        joined(minus, other.minus),
        length || other.length,
        number.add(other.number),
        time.plus(other.time),
        moment.or(other::moment),
        exactDay || other.exactDay);
  }

  /** With every sign turned; a moment stays one, because it is taken off from another one only. */
  Side negated() {
    return new Side(
        /* plus= */ minus,
        /* minus= */ plus,
        length,
        number.negate(),
        time.negated(),
        moment,
        exactDay);
  }

  boolean isConstant() {
    return plus.isEmpty() && minus.isEmpty();
  }

  private static List<String> joined(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
