package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** Chooses values that differ in every row, by a column's type and name. */
final class DistinctColumns {
  private static final Encoded MAILBOXES =
      Encoded.of(List.of("wang.", "li.", "zhang.", "liu.", "chen.", "yang.", "zhao.", "huang."));
  private static final String MAIL_DOMAIN = "@example.com";

  private final Design design;
  private final Present present;

  DistinctColumns(Design design, Present present) {
    this.design = design;
    this.present = present;
  }

  Field field(Table table, Column column) {
    long rows = design.rows(table);
    long today = design.request().reference().toEpochDay();
    return switch (column.type()) {
      case ColumnType.Numerical number -> number(table, column, number);
      case ColumnType.Text text -> text(table, column, text);
      case ColumnType.Enumeration enumeration -> {
        Encoded labels = Encoded.of(enumeration.labels());
        yield listed(table, column, enumeration.labels(), labels);
      }
      case ColumnType.Uuid ignored -> new Texts.Uuids(design.seed(table, column.name()));
      case ColumnType.Date ignored -> new Days.Date(new Days.Backwards(today));
      case ColumnType.Timestamp ignored ->
          new Days.Timestamp(
              new Days.Backwards(today - 1), design.seed(table, column.name()), today);
      case ColumnType.TimeOfDay ignored -> throw tooFew(table, column, rows);
      case ColumnType.Bool ignored -> throw tooFew(table, column, rows);
      case ColumnType.Json ignored -> throw tooFew(table, column, rows);
      case ColumnType.Unsupported ignored -> throw tooFew(table, column, rows);
    };
  }

  private Field number(Table table, Column column, ColumnType.Numerical type) {
    var listed = Limits.listed(table, column);
    if (listed.isPresent()) {
      return listed(table, column, listed.get(), Encoding.of(table, column, listed.get()));
    }
    Limits limits = Limits.ofNumber(table, column, type);
    long first = Math.max(limits.least(), Math.min(1, limits.most()));
    long most = limits.most() - first;
    int scale = type.scale();
    Distinct.Places places = places(table, column, most, place -> decimal(first + place, scale));
    return new Distinct.Whole(type, first, places);
  }

  /** As PostgreSQL prints it. */
  private static String decimal(long unscaled, int scale) {
    return java.math.BigDecimal.valueOf(unscaled, scale).toPlainString();
  }

  private Field text(Table table, Column column, ColumnType.Text type) {
    var listed = Limits.listed(table, column);
    if (listed.isPresent()) {
      return listed(table, column, listed.get(), Encoded.of(listed.get()));
    }
    Limits length = Limits.ofLength(table, column, type);
    String name = Words.plain(column.name());
    int digits = Math.max(4, Long.toString(design.rows(table)).length() + 1);
    var numbered =
        switch (name) {
          case String mail when mail.matches(".*(e?mail|邮箱).*") ->
              new Distinct.Numbered(MAILBOXES, 0, MAIL_DOMAIN, Distinct.Places.ALL);
          case String phone when phone.matches(".*(phone|mobile|tel|电话|手机).*") ->
              new Distinct.Numbered(
                  Encoded.of(List.of("138", "139", "150", "186")), 8, "", Distinct.Places.ALL);
          case String person when Words.isPeople(table.name().table()) && person.equals("name") ->
              new Distinct.Numbered(
                  Encoded.of(design.plain().people()), 0, "", Distinct.Places.ALL);
          default ->
              new Distinct.Numbered(
                  Encoded.of(List.of(name + "-")), digits, "", Distinct.Places.ALL);
        };
    long longest = numbered.longest(design.rows(table));
    FormedTexts formed = FormedTexts.of(table, column);
    if (!formed.fits(numbered.value(0)) || !formed.fits(numbered.value(design.rows(table)))) {
      var each = new FormedTexts.Each(formed.form(length), Distinct.Places.ALL);
      long last = each.form().size() - 1;
      return new FormedTexts.Each(each.form(), places(table, column, last, each::value));
    }
    if (longest <= length.most() && length.least() <= 8) {
      long most = Integer.MAX_VALUE;
      return numbered.at(places(table, column, most, numbered::value));
    }
    int width = (int) Math.min(Math.max(length.least(), 12), length.most());
    long most = width >= 12 ? Integer.MAX_VALUE : (long) Math.pow(36, width) - 1;
    var brief = new Distinct.Brief(width, Distinct.Places.ALL);
    return new Distinct.Brief(width, places(table, column, most, brief::value));
  }

  private Field listed(Table table, Column column, List<String> texts, Encoded choices) {
    return new Distinct.Listed(
        choices, places(table, column, choices.size() - 1L, place -> texts.get((int) place)));
  }

  private Distinct.Places places(
      Table table, Column column, long most, LongFunction<String> value) {
    long rows = design.rows(table);
    if (rows - 1 > most) {
      throw tooFew(table, column, rows);
    }
    Set<String> taken = present.taken(table.name(), column.name());
    return Distinct.Places.without(taken, rows, most, value);
  }

  private static UnfitSchemaException tooFew(Table table, Column column, long rows) {
    return new UnfitSchemaException(
        table.name()
            + "."
            + column.name()
            + " ("
            + column.written()
            + ") is unique and has not "
            + rows
            + " different values that can be generated; ask for fewer rows of "
            + table.name());
  }
}
