package io.nuwa.text2sql.translate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column that must have one of some values.
 *
 * @param candidates the columns that may be meant, the most likely first
 * @param values in lower case
 */
record Filter(List<ColumnRef> candidates, List<String> values) {
  String condition(ColumnRef column) {
    String list =
        values.stream()
            .map(value -> "'" + value.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    return "lower(" + column.sql() + "::text) IN (" + list + ")";
  }

  boolean isOn(String table, String column) {
    ColumnRef first = candidates.getFirst();
    return first.table().equals(table) && first.column().name().equals(column);
  }
}
