package io.nuwa.text2sql.schema;

import java.util.List;
import java.util.Optional;

/**
 * A table or view with its columns in order.
 *
 * @param name as the catalogue spells it
 * @param comment the table's comment, empty when it has none
 * @param columns at least one
 */
public record Table(String name, String comment, List<Column> columns) {

  /** The column of that name. */
  public Optional<Column> column(String wanted) {
    return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
  }

  /** True when the table has a column of that name. */
  public boolean has(String wanted) {
    return column(wanted).isPresent();
  }

  /** The column that places a row in time: {@code order_date}, {@code created_at}, or the first. */
  public Optional<Column> dateColumn() {
    return column("order_date")
        .or(() -> column("created_at"))
        .filter(Column::isDate)
        .or(() -> columns.stream().filter(Column::isDate).findFirst());
  }
}
