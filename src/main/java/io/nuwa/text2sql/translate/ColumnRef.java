package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;

/**
 * A column and where it stands.
 *
 * @param table the table's name
 * @param column the column
 */
record ColumnRef(String table, Column column) {
  String sql() {
    return Names.quoted(table) + "." + Names.quoted(column.name());
  }
}
