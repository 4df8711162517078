package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.check.Rule;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds orders and their lines, so that prices and totals agree across tables. */
final class Reckoning {
  private static final Pattern QUANTITY = Pattern.compile("(.*_)?(quantity|qty)|数量");
  private static final Pattern PRICE = Pattern.compile("(.*_)?price|单价|价格|成交价");
  private static final Pattern TOTAL =
      Pattern.compile("(.*_)?total(_(amount|price|sum))?|(order_)?amount|总额|总金额|金额");

  private final Design design;

  Reckoning(Design design) {
    this.design = design;
  }

  /**
   * Lines of something that has a total.
   *
   * @param table the lines
   * @param key refers to what they are the lines of
   */
  record Lines(Table table, ForeignKey key, Column quantity, Column price) {}

  /** A price that is its product's, or a total that is the sum of its lines. */
  Optional<Field> field(Table table, Column column) {
    if (!(column.type() instanceof ColumnType.Numerical type)) {
      return Optional.empty();
    }
    String name = Words.plain(column.name());
    if (PRICE.matcher(name).matches()) {
      return copied(table, type);
    }
    return TOTAL.matcher(name).matches() ? total(table, type) : Optional.empty();
  }

  /** What a check says that a number comes to. */
  Optional<Field> result(Table table, Column column) {
    for (Rule rule : table.rulesOf(column.name())) {
      if (rule instanceof Rule.Reckoned by
          && column.type() instanceof ColumnType.Numerical type
          && !hangsOn(table, by, column.name(), 0)
          && design.field(table, by.left()) instanceof Amount left
          && design.field(table, by.right()) instanceof Amount right) {
        return Optional.of(new Numbers.Result(type, left, by.sign(), right));
      }
    }
    return Optional.empty();
  }

  /** Whether what a number is reckoned from is reckoned from that number again. */
  private static boolean hangsOn(Table table, Rule.Reckoned by, String column, int guard) {
    return by.left().equals(column)
        || by.right().equals(column)
        || guard > table.columns().size()
        || table.rules().stream()
            .anyMatch(
                rule ->
                    rule instanceof Rule.Reckoned part
                        && (part.column().equals(by.left()) || part.column().equals(by.right()))
                        && hangsOn(table, part, column, guard + 1));
  }

  /** How rows of these lines go to their parents, when {@code key} is what makes them lines. */
  Optional<Picker.Groups> groups(Table table, ForeignKey key) {
    return lines(table).filter(lines -> lines.key().equals(key)).map(this::groups);
  }

  private Optional<Field> copied(Table table, ColumnType.Numerical type) {
    for (ForeignKey key : table.foreignKeys()) {
      Optional<Table> parent = design.table(key.target()).filter(target -> !target.equals(table));
      Optional<Column> price = parent.flatMap(target -> number(target, PRICE));
      if (price.isPresent()
          && design.field(parent.get(), price.get().name()) instanceof Amount paid) {
        return Optional.of(new Numbers.Copied(type, paid, design.references().picker(table, key)));
      }
    }
    return Optional.empty();
  }

  private Optional<Field> total(Table table, ColumnType.Numerical type) {
    for (Table other : design.all()) {
      Optional<Lines> lines =
          lines(other).filter(found -> found.key().target().equals(table.name()));
      if (lines.isPresent()
          && design.field(other, lines.get().quantity().name()) instanceof Amount quantity
          && design.field(other, lines.get().price().name()) instanceof Amount price) {
        return Optional.of(new Numbers.Total(type, quantity, price, groups(lines.get())));
      }
    }
    return Optional.empty();
  }

  private Picker.Groups groups(Lines lines) {
    Table parent = design.table(lines.key().target()).orElseThrow();
    return new Picker.Groups(
        design.seed(lines.table(), lines.key()), design.rows(parent), design.rows(lines.table()));
  }

  /** What makes this table lines of another one that gets rows too; each parent needs one. */
  private Optional<Lines> lines(Table table) {
    Optional<Column> quantity = number(table, QUANTITY);
    Optional<Column> price = number(table, PRICE);
    if (quantity.isEmpty() || price.isEmpty()) {
      return Optional.empty();
    }
    for (ForeignKey key : table.foreignKeys()) {
      Optional<Table> parent = design.table(key.target()).filter(target -> !target.equals(table));
      if (parent.isPresent()
          && number(parent.get(), TOTAL).isPresent()
          && design.rows(table) >= design.rows(parent.get())
          && !design.uniqueness().governs(table, key)) {
        return Optional.of(new Lines(table, key, quantity.get(), price.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Column> number(Table table, Pattern meaning) {
    return table.columns().stream()
        .filter(column -> column.type() instanceof ColumnType.Numerical)
        .filter(column -> meaning.matcher(Words.plain(column.name())).matches())
        .findFirst();
  }
}
