package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days and times of a row, in an order that makes sense: the first is spread over the years, each
 * further one is some days later. What checks say about one of them, or about two, is kept.
 */
final class OrderedDays {
  private static final long DAY = 86_400;

  /** Far away, and yet nothing overflows that is reckoned from it. */
  private static final long NEVER = LocalDate.of(9999, 1, 1).toEpochDay();

  private final Request request;

  OrderedDays(Request request) {
    this.request = request;
  }

  /**
   * From one day to another, as days since 1970-01-01.
   *
   * @param least the first
   * @param most the last
   */
  private record Span(long least, long most) {}

  Field date(Table table, Column column) {
    return new Days.Date(calendar(table, column));
  }

  Field timestamp(Table table, Column column) {
    return timed(table, column);
  }

  /** Later ones in a later part of the business day, so that no row has to be looked at twice. */
  Field timeOfDay(Table table, Column column) {
    long parts = 1 + depth(table, column.name(), true, 0) + depth(table, column.name(), false, 0);
    return new Days.TimeOfDay(
        seed(table, "." + column.name()), depth(table, column.name(), true, 0), parts);
  }

  /** How many columns a check puts below this one, or above it, one after the other. */
  private static long depth(Table table, String column, boolean below, int guard) {
    long depth = 0;
    for (Rule rule : table.rules()) {
      if (rule instanceof Rule.NotLess order
          && (below ? order.column() : order.other()).equals(column)
          && guard < table.columns().size()) {
        String next = below ? order.other() : order.column();
        depth = Math.max(depth, 1 + depth(table, next, below, guard + 1));
      }
    }
    return depth;
  }

  /** A point in time: a day at the row's time of day, or so much after another one. */
  private Days.Moments timed(Table table, Column column) {
    long today = request.reference().toEpochDay();
    for (Rule rule : table.rules()) {
      // "At most eight hours later" leaves no room for another day.
      if (rule instanceof Rule.NotLess within
          && within.other().equals(column.name())
          && within.time().isNegative()
          && isTimestamp(table, within.column())) {
        Column before = table.column(within.column()).orElseThrow();
        long most = -within.time().toSeconds() - (within.strict() ? 1 : 0);
        long least = Math.min(most, leastSeconds(table, column.name(), before.name()));
        return new Days.After(
            timed(table, before), seed(table, " until " + column.name()), least, most);
      }
    }
    return new Days.Timestamp(calendar(table, column), seed(table, " clock"), today);
  }

  private static long leastSeconds(Table table, String column, String before) {
    return notLess(table).stream()
        .filter(rule -> rule.column().equals(column) && rule.other().equals(before))
        .mapToLong(rule -> rule.time().toSeconds() + (rule.strict() ? 1 : 0))
        .max()
        .orElse(0);
  }

  /** The first day of a row is spread over the years, each further one is some days later. */
  private Days.Calendar calendar(Table table, Column column) {
    LocalDate today = request.reference();
    if (isBirthday(column)) {
      var usual = new Span(today.minusYears(70).toEpochDay(), today.minusYears(18).toEpochDay());
      Span allowed = allowed(table, column, usual);
      return new Days.Within(seed(table, "." + column.name()), allowed.least(), allowed.most());
    }
    var usual = new Span(today.minusYears(1).withDayOfYear(1).toEpochDay(), today.toEpochDay());
    List<Column> order = order(table);
    var calendars = new ArrayList<Days.Calendar>();
    long reached = Long.MIN_VALUE;
    for (Column here : order) {
      Span span = allowed(table, here, usual);
      calendars.add(
          calendars.isEmpty()
              ? first(table, here, span, usual)
              : later(table, here, span, reached, order, calendars));
      if (here.equals(column)) {
        break;
      }
      reached = Math.max(reached, span.most());
    }
    return calendars.getLast();
  }

  private Days.Calendar first(Table table, Column column, Span span, Span usual) {
    long seed = seed(table, " day");
    // A few days less than the usual ones are still the usual ones.
    return span.least() <= usual.least() && span.most() > usual.most() - 28
        ? Days.Spread.until(seed, LocalDate.ofEpochDay(span.most()))
        : new Days.Within(seed(table, "." + column.name()), span.least(), span.most());
  }

  private Days.Calendar later(
      Table table,
      Column column,
      Span span,
      long reached,
      List<Column> order,
      List<Days.Calendar> calendars) {
    Column before = order.get(calendars.size() - 1);
    var bounds = new ArrayList<Days.Beside>();
    for (Rule.NotLess rule : notLess(table)) {
      boolean below = rule.column().equals(column.name());
      if (below || rule.other().equals(column.name())) {
        String other = below ? rule.other() : rule.column();
        for (int i = 0; i < calendars.size(); i++) {
          if (order.get(i).name().equals(other)) {
            bounds.add(new Days.Beside(calendars.get(i), below, gap(rule)));
          }
        }
      }
    }
    if (span.least() > reached && bounds.stream().allMatch(bound -> bound.isFar(span.least()))) {
      return new Days.Within(seed(table, "." + column.name()), span.least(), span.most());
    }
    return new Days.Later(
        seed(table, " after " + before.name()),
        calendars.getLast(),
        span.least(),
        span.most(),
        List.copyOf(bounds));
  }

  /**
   * The usual days as far as the checks allow them; where they allow none of them, the two years
   * next to them.
   */
  private Span allowed(Table table, Column column, Span usual) {
    long least = bound(table, column, true, 0);
    long most = bound(table, column, false, 0);
    long twoYears = 2 * 365;
    var span =
        new Span(
            Math.max(least, most < usual.least() ? most - twoYears : usual.least()),
            Math.min(most, least > usual.most() ? least + twoYears : usual.most()));
    if (span.least() > span.most()) {
      throw new UnfitSchemaException(
          "the checks on "
              + table.name()
              + "."
              + column.name()
              + " leave no day to generate; correct the check constraints");
    }
    return span;
  }

  /** The first day that a column may have, or the last: its own checks, and those it is tied to. */
  private static long bound(Table table, Column column, boolean lower, int guard) {
    long bound = lower ? -NEVER : NEVER;
    for (Rule rule : table.rulesOf(column.name())) {
      if (rule instanceof Rule.Days days) {
        long own = (lower ? days.first() : days.last()).map(LocalDate::toEpochDay).orElse(bound);
        bound = lower ? Math.max(bound, own) : Math.min(bound, own);
      }
    }
    for (Rule.NotLess rule : notLess(table)) {
      String tied = lower ? rule.other() : rule.column();
      if ((lower ? rule.column() : rule.other()).equals(column.name())
          && isDay(table, tied)
          && guard < table.columns().size()) {
        long there = bound(table, table.column(tied).orElseThrow(), lower, guard + 1);
        bound = lower ? Math.max(bound, there + gap(rule)) : Math.min(bound, there - gap(rule));
      }
    }
    return bound;
  }

  /** How many days later, rounded up; a strict comparison asks for another day. */
  private static long gap(Rule.NotLess rule) {
    long seconds = rule.time().toSeconds();
    long days = rule.number().setScale(0, RoundingMode.CEILING).longValue();
    boolean wholeDays = seconds % DAY == 0;
    return days + Math.ceilDiv(seconds, DAY) + (rule.strict() && wholeDays ? 1 : 0);
  }

  /**
   * Columns of days, earlier ones first: in the order of the table unless a check says otherwise.
   */
  private static List<Column> order(Table table) {
    var days = new ArrayList<Column>();
    for (Column column : table.columns()) {
      if (isDay(table, column.name()) && !isBirthday(column)) {
        days.add(column);
      }
    }
    for (Rule.NotLess later : notLess(table)) {
      // "At most so much earlier" says nothing about which comes first.
      if (!later.time().isNegative() && later.number().signum() >= 0) {
        table
            .column(later.column())
            .filter(days::remove)
            .ifPresent(
                column -> {
                  int after = table.column(later.other()).map(days::indexOf).orElse(-1);
                  days.add(after < 0 ? days.size() : after + 1, column);
                });
      }
    }
    return days;
  }

  private static List<Rule.NotLess> notLess(Table table) {
    return table.rules().stream()
        .filter(Rule.NotLess.class::isInstance)
        .map(Rule.NotLess.class::cast)
        .toList();
  }

  private static boolean isDay(Table table, String column) {
    return isTimestamp(table, column)
        || table.column(column).filter(c -> c.type() instanceof ColumnType.Date).isPresent();
  }

  private static boolean isTimestamp(Table table, String column) {
    return table.column(column).filter(c -> c.type() instanceof ColumnType.Timestamp).isPresent();
  }

  private static boolean isBirthday(Column column) {
    return Words.plain(column.name()).matches(".*(birth|born|dob|生日|出生).*");
  }

  private long seed(Table table, String what) {
    return Randomness.seed(request.seed(), table.name() + what);
  }
}
