package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Table;
import java.util.List;

/** The rows of one table, ready to be written. */
public final class TableRows {
  private final Table table;
  private final long rows;
  private final List<String> columns;
  private final Field[] fields;

  TableRows(Table table, long rows, List<String> columns, List<Field> fields) {
    this.table = table;
    this.rows = rows;
    this.columns = List.copyOf(columns);
    this.fields = fields.toArray(Field[]::new);
  }

  public Table table() {
    return table;
  }

  /** How many there are. */
  public long rows() {
    return rows;
  }

  /** The columns that are written, in the order in which they are. */
  public List<String> columns() {
    return columns;
  }

  /** Writes a row, counted from 0. */
  public void write(RowBuffer out, long row) {
    out.row(fields.length);
    for (Field field : fields) {
      field.write(out, row);
    }
  }
}
