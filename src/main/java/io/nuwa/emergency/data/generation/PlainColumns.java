package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Chooses values for columns that stand alone: neither unique, nor a reference, nor reckoned. */
final class PlainColumns {
  private final Request request;
  private final OrderedNumbers numbers;
  private final OrderedDays days;
  private final Pools pools;
  private final Words words;

  PlainColumns(Design design, Pools pools) {
    this.request = design.request();
    this.numbers = new OrderedNumbers(design);
    this.days = new OrderedDays(design.request());
    this.pools = pools;
    this.words = new Words(pools);
  }

  List<String> people() {
    return pools.people();
  }

  /** All values that a column may have, where these are few and listed; empty where not. */
  Optional<Encoded> choices(Table table, Column column) {
    if (column.type() instanceof ColumnType.Enumeration enumeration) {
      return Optional.of(Encoded.of(Limits.listed(table, column).orElse(enumeration.labels())));
    }
    Optional<Encoded> listed =
        Limits.listed(table, column).map(values -> Encoding.of(table, column, values));
    return listed.isEmpty() && column.type() instanceof ColumnType.Bool
        ? Optional.of(new Encoded(new byte[][] {{0}, {1}}))
        : listed;
  }

  Field field(Table table, Column column) {
    long seed = Randomness.seed(request.seed(), table.name() + "." + column.name());
    if (column.type() instanceof ColumnType.Bool && Limits.listed(table, column).isEmpty()) {
      return new Texts.Yes(seed, column.name().matches("(?i).*(active|enabled|valid).*") ? 90 : 50);
    }
    Optional<Encoded> choices = choices(table, column);
    if (choices.isPresent()) {
      return new Texts.Chosen(Weights.of(choices.get()), seed);
    }
    return switch (column.type()) {
      case ColumnType.Numerical number -> number(table, column, number, seed);
      case ColumnType.Text text -> text(table, column, text, seed);
      case ColumnType.Date ignored -> days.date(table, column);
      case ColumnType.Timestamp ignored -> days.timestamp(table, column);
      case ColumnType.TimeOfDay ignored -> days.timeOfDay(table, column);
      case ColumnType.Uuid ignored -> new Texts.Uuids(seed);
      case ColumnType.Json json -> new Texts.EmptyDocument(json.binary());
      case ColumnType.Bool ignored -> new Texts.Yes(seed, 50);
      case ColumnType.Enumeration labels -> Texts.Chosen.of(labels.labels(), seed);
      case ColumnType.Unsupported ignored -> (out, row) -> out.empty();
    };
  }

  private Field number(Table table, Column column, ColumnType.Numerical type, long seed) {
    String name = Words.plain(column.name());
    Limits limits = Limits.ofNumber(table, column, type);
    int scale = type.scale();
    long one = Numbers.rescaled(1, 0, scale);
    if (name.matches("(.*_)?(quantity|qty)|数量")) {
      Optional<Field> held = numbers.field(table, column, type, new Limits(one, 5 * one));
      if (held.isPresent()) {
        return held.get();
      }
      Limits few = Limits.ofNumber(table, column, new ColumnType.Whole(8)).prefer(1, 5);
      return new Numbers.FewRatherThanMany(type, seed, few.least(), few.most());
    }
    if (isPriceOfGoods(table, column)) {
      return new Goods.Price(type, seed);
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
    return numbers
        .field(table, column, type, usual)
        .orElseGet(() -> new Numbers.Between(type, scale, seed, usual.least(), usual.most()));
  }

  /** A price that comes with a product's name and category. */
  boolean isPriceOfGoods(Table table, Column column) {
    return column.type() instanceof ColumnType.Numerical type
        && Words.isGoods(table.name().table())
        && Words.plain(column.name()).matches("(.*_)?price|价格|单价")
        && Limits.ofNumber(table, column, type)
            .contains(0, Numbers.rescaled(Goods.Price.most(), 2, type.scale()));
  }

  private Field text(Table table, Column column, ColumnType.Text type, long seed) {
    Limits length = Limits.ofLength(table, column, type);
    String name = Words.plain(column.name());
    boolean goods = Words.isGoods(table.name().table());
    FormedTexts formed = FormedTexts.of(table, column);
    // The longest of these words has 13 characters.
    if (goods && formed.isAny() && length.contains(6, 13)) {
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
    List<String> fitting = fitted(choices, length).stream().filter(formed::fits).toList();
    return fitting.isEmpty()
        ? new FormedTexts.Any(formed.form(length), seed)
        : Texts.Chosen.of(fitting, seed);
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
