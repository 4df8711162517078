package io.nuwa.emergency.data.schema;

import io.nuwa.emergency.data.schema.check.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param columns in the order of the table
 * @param keys primary and unique
 * @param foreignKeys its references to others
 * @param rules what its check constraints ask, as far as understood
 */
public record Table(
    TableName name,
    List<Column> columns,
    List<UniqueKey> keys,
    List<ForeignKey> foreignKeys,
    List<Rule> rules) {
  public Table {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    foreignKeys = List.copyOf(foreignKeys);
    rules = List.copyOf(rules);
  }

  public Optional<Column> column(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }

  public Optional<UniqueKey> primaryKey() {
    return keys.stream().filter(UniqueKey::primary).findFirst();
  }

  /**
   * The whole number by which rows are counted: a primary key of one integer column that refers to
   * nothing.
   */
  public Optional<Column> counter() {
    return primaryKey()
        .filter(key -> key.columns().size() == 1)
        .map(key -> key.columns().getFirst())
        .filter(name -> foreignKeyOf(name).isEmpty())
        .flatMap(this::column)
        .filter(column -> column.type() instanceof ColumnType.Whole);
  }

  public Optional<ForeignKey> foreignKeyOf(String column) {
    return foreignKeys.stream().filter(key -> key.columns().contains(column)).findFirst();
  }

  public List<Rule> rulesOf(String column) {
    return rules.stream().filter(rule -> rule.column().equals(column)).toList();
  }
}
