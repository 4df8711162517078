package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Table;
import java.util.List;

/** What an answer is split by. */
sealed interface Dimension {
  /** By calendar unit. */
  record ByTime(TimeUnit unit) implements Dimension {}

  /** By the rows of a table, such as each customer. */
  record ByTable(Table table) implements Dimension {}

  /** By the values of a column; the first candidate within reach is meant. */
  record ByColumn(List<ColumnRef> candidates) implements Dimension {}
}
