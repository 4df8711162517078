package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Rule;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Chooses values for columns that stand alone: neither unique, nor a reference, nor reckoned. */
final class PlainColumns {
  private final Request request;
  private final Pools pools;
  private final Words words;

  PlainColumns(Request request, Pools pools) {
    this.request = request;
    this.pools = pools;
    this.words = new Words(pools);
  }

  List<String> people() {
    return pools.people();
  }

  /** All values that a column may have, where these are few and listed; empty where not. */
  Optional<Encoded> choices(Table table, Column column) {
    if (column.type() instanceof ColumnType.Enumeration enumeration) {
      return Optional.of(Encoded.of(enumeration.labels()));
    }
    if (column.type() instanceof ColumnType.Bool) {
      return Optional.of(new Encoded(new byte[][] {{0}, {1}}));
    }
    return Limits.listed(table, column).map(values -> Encoding.of(table, column, values));
  }

  Field field(Table table, Column column) {
    long seed = Randomness.seed(request.seed(), table.name() + "." + column.name());
    if (column.type() instanceof ColumnType.Bool) {
      return new Texts.Yes(seed, column.name().matches("(?i).*(active|enabled|valid).*") ? 90 : 50);
    }
    Optional<Encoded> choices = choices(table, column);
    if (choices.isPresent()) {
      return new Texts.Chosen(Weights.of(choices.get()), seed);
    }
    LocalDate today = request.reference();
    return switch (column.type()) {
      case ColumnType.Numerical number -> number(table, column, number, seed);
      case ColumnType.Text text -> text(table, column, text, seed);
      case ColumnType.Date ignored -> new Days.Date(calendar(table, column));
      case ColumnType.Timestamp ignored ->
          new Days.Timestamp(calendar(table, column), clock(table), today.toEpochDay());
      case ColumnType.TimeOfDay ignored -> new Days.TimeOfDay(seed);
      case ColumnType.Uuid ignored -> new Texts.Uuids(seed);
      case ColumnType.Json json -> new Texts.EmptyDocument(json.binary());
      case ColumnType.Bool ignored -> new Texts.Yes(seed, 50);
      case ColumnType.Enumeration labels -> Texts.Chosen.of(labels.labels(), seed);
      case ColumnType.Unsupported ignored -> (out, row) -> out.empty();
    };
  }

  /** Columns of one row share the time of day, so that none is before one that stands before it. */
  private long clock(Table table) {
    return Randomness.seed(request.seed(), table.name() + " clock");
  }

  /** The first day of a row is spread over the years, each further one is some days later. */
  private Days.Calendar calendar(Table table, Column column) {
    LocalDate today = request.reference();
    if (isBirthday(column)) {
      return allowed(
          table,
          column,
          today.minusYears(70),
          today.minusYears(18),
          new Days.Within(
              Randomness.seed(request.seed(), table.name() + "." + column.name()),
              today.minusYears(70).toEpochDay(),
              today.minusYears(18).toEpochDay()));
    }
    Days.Calendar calendar =
        Days.Spread.until(Randomness.seed(request.seed(), table.name() + " day"), today);
    for (Column before : days(table)) {
      calendar = allowed(table, before, today.minusYears(1).withDayOfYear(1), today, calendar);
      if (before.equals(column)) {
        return calendar;
      }
      long seed = Randomness.seed(request.seed(), table.name() + " after " + before.name());
      calendar = new Days.Later(seed, calendar, today.toEpochDay());
    }
    return calendar;
  }

  /**
   * The usual days where the checks of the column allow all of them, else days within its checks.
   *
   * @param first the first of the usual days
   * @param last the last of them
   */
  private Days.Calendar allowed(
      Table table, Column column, LocalDate first, LocalDate last, Days.Calendar usual) {
    LocalDate least = LocalDate.MIN;
    LocalDate most = LocalDate.MAX;
    for (Rule rule : table.rulesOf(column.name())) {
      if (rule instanceof Rule.Days days) {
        least = days.first().filter(least::isBefore).orElse(least);
        most = days.last().filter(most::isAfter).orElse(most);
      }
    }
    if (!least.isAfter(first) && !most.isBefore(last)) {
      return usual;
    }
    // Where none of the usual days is allowed, the two years next to them.
    LocalDate from = most.isBefore(first) ? later(least, most, -2) : later(least, first, 0);
    LocalDate to = least.isAfter(last) ? earlier(most, least, 2) : earlier(most, last, 0);
    if (from.isAfter(to)) {
      throw new UnfitSchemaException(
          "the checks on "
              + table.name()
              + "."
              + column.name()
              + " leave no day to generate; correct the check constraints");
    }
    return new Days.Within(
        Randomness.seed(request.seed(), table.name() + "." + column.name()),
        from.toEpochDay(),
        to.toEpochDay());
  }

  private static LocalDate later(LocalDate one, LocalDate other, int years) {
    LocalDate moved = other.plusYears(years);
    return one.isAfter(moved) ? one : moved;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other, int years) {
    LocalDate moved = other.plusYears(years);
    return one.isBefore(moved) ? one : moved;
  }

  /**
   * Columns of days, earlier ones first: in the order of the table unless a check says otherwise.
   */
  private static List<Column> days(Table table) {
    var days = new ArrayList<Column>();
    for (Column column : table.columns()) {
      boolean day =
          column.type() instanceof ColumnType.Date || column.type() instanceof ColumnType.Timestamp;
      if (day && !isBirthday(column)) {
        days.add(column);
      }
    }
    for (Rule rule : table.rules()) {
      if (rule instanceof Rule.NotLess later) {
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

  private static boolean isBirthday(Column column) {
    return Words.plain(column.name()).matches(".*(birth|dob|生日|出生).*");
  }

  private Field number(Table table, Column column, ColumnType.Numerical type, long seed) {
    String name = Words.plain(column.name());
    Limits limits = Limits.ofNumber(table, column, type);
    int scale = type.scale();
    long one = Numbers.rescaled(1, 0, scale);
    if (name.matches("(.*_)?(quantity|qty)|数量")) {
      Limits few = Limits.ofNumber(table, column, new ColumnType.Whole(8)).prefer(1, 5);
      return new Numbers.FewRatherThanMany(type, seed, few.least(), few.most());
    }
    if (Words.isGoods(table.name().table()) && name.matches("(.*_)?price|价格|单价")) {
      if (limits.contains(0, Numbers.rescaled(Goods.Price.most(), 2, scale))) {
        return new Goods.Price(type, seed);
      }
    }
    Limits usual =
        switch (name) {
          case String age when age.matches("(.*_)?(age|年龄)") -> limits.prefer(18 * one, 70 * one);
          case String year when year.matches("(.*_)?year|年份") ->
              limits.prefer(
                  (request.reference().getYear() - 1) * one, request.reference().getYear() * one);
          case String part when part.matches(".*(rate|ratio|discount|percent|折扣|比例).*") ->
              scale > 0 ? limits.prefer(0, one) : limits.prefer(0, 100);
          case String stars when stars.matches(".*(rating|stars|level|priority|评分).*") ->
              limits.prefer(one, 5 * one);
          default -> limits.prefer(one, 1000 * one);
        };
    return new Numbers.Between(type, scale, seed, usual.least(), usual.most());
  }

  private Field text(Table table, Column column, ColumnType.Text type, long seed) {
    Limits length = Limits.ofLength(table, column, type);
    String name = Words.plain(column.name());
    boolean goods = Words.isGoods(table.name().table());
    // The longest of these words has 13 characters.
    if (goods && length.contains(6, 13)) {
      if (name.matches("(.*_)?name|title|名称")) {
        return Goods.Name.of();
      }
      if (name.matches(".*(category|类别|分类).*")) {
        return Goods.Category.of();
      }
    }
    List<String> choices = words.of(table.name().table(), column.name());
    if (choices.isEmpty()) {
      choices = IntStream.rangeClosed(1, 100).mapToObj(i -> invented(name, i)).toList();
    }
    return Texts.Chosen.of(fitted(choices, length), seed);
  }

  private static String invented(String name, int number) {
    return switch (name) {
      case String mail when mail.matches(".*(e?mail|邮箱).*") -> "user." + number + "@example.com";
      case String phone when phone.matches(".*(phone|mobile|tel|电话|手机).*") ->
          "138" + String.format(java.util.Locale.ROOT, "%08d", number * 7919);
      case String link when link.matches(".*(url|link|website|网址).*") ->
          "https://example.com/" + number;
      case String post when post.matches(".*(zip|post_?code|postal|邮编).*") ->
          String.format(java.util.Locale.ROOT, "%06d", 100000 + number * 100);
      default -> name + "-" + number;
    };
  }

  /** Cut or filled up to the length that is allowed, by whole characters. */
  private static List<String> fitted(List<String> choices, Limits length) {
    var fitted = new ArrayList<String>();
    for (String choice : choices) {
      int characters = choice.codePointCount(0, choice.length());
      String cut =
          characters <= length.most()
              ? choice
              : choice.substring(0, choice.offsetByCodePoints(0, (int) length.most()));
      fitted.add(cut + "x".repeat((int) Math.max(0, length.least() - characters)));
    }
    return fitted;
  }
}
