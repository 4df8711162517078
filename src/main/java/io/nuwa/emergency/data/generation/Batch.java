package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableOrder;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.util.ArrayList;
import java.util.List;

/** Rows for several tables that fit together. */
public final class Batch {
  private Batch() {}

  /**
   * Prepares rows, without making any yet.
   *
   * @param pools words for the rows, drawn with the seed of the request
   * @return the tables, in the order in which they have to be filled
   * @throws UnfitSchemaException when a table asks for something that cannot be generated
   */
  public static List<TableRows> prepare(Request request, Present present, Pools pools) {
    List<Table> order = TableOrder.sort(request.tables());
    var design = new Design(order, request, present, pools);
    var batch = new ArrayList<TableRows>();
    for (Table table : order) {
      var columns = new ArrayList<String>();
      var fields = new ArrayList<Field>();
      for (Column column : table.columns()) {
        if (isWritten(table, column)) {
          columns.add(column.name());
          fields.add(design.field(table, column.name()));
        }
      }
      batch.add(new TableRows(table, request.rows().get(table.name()), columns, fields));
    }
    return batch;
  }

  /** Whether a column gets values from us; the others are left to PostgreSQL. */
  static boolean isWritten(Table table, Column column) {
    if (column.computed()) {
      return false;
    }
    if (!column.sequence().isEmpty()) {
      return table.counter().filter(column::equals).isPresent();
    }
    if (column.type() instanceof ColumnType.Unsupported unsupported) {
      if (!column.nullable() && !column.filled()) {
        throw new UnfitSchemaException(
            table.name()
                + "."
                + column.name()
                + " must not be null and no values can be generated"
                + " for the type "
                + unsupported.name()
                + "; give the column a default");
      }
      return false;
    }
    return true;
  }
}
