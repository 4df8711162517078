package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Sets numbers aside for our rows: those after the greatest that anybody has used or may be given.
 * The sequence is moved past them, so nobody who inserts later is given one of ours. That others
 * may not write meanwhile lasts only as long as this takes, not as long as the rows do.
 */
final class Keys {
  private Keys() {}

  /** The first of the numbers set aside, for each table that counts its rows. */
  static Map<TableName, Long> reserve(
      Connection connection, Iterable<Table> tables, Map<TableName, Long> rows)
      throws SQLException {
    var counted = new HashMap<TableName, Table>();
    tables.forEach(table -> table.counter().ifPresent(counter -> counted.put(table.name(), table)));
    Tables.lock(connection, counted.keySet());
    var first = new HashMap<TableName, Long>();
    for (Table table : counted.values()) {
      Column counter = table.counter().orElseThrow();
      long start = Math.max(greatest(connection, table, counter), given(connection, counter)) + 1;
      long end = start + rows.get(table.name()) - 1;
      if (counter.type() instanceof ColumnType.Whole whole && end > whole.greatest()) {
        throw new UnfitSchemaException(
            table.name()
                + "."
                + counter.name()
                + " ("
                + counter.written()
                + ") has no "
                + rows.get(table.name())
                + " numbers left after "
                + (start - 1)
                + "; ask for fewer rows of "
                + table.name());
      }
      move(connection, counter, end);
      first.put(table.name(), start);
    }
    return first;
  }

  private static long greatest(Connection connection, Table table, Column counter)
      throws SQLException {
    return number(
        connection,
        "SELECT greatest(0, max("
            + TableName.quote(counter.name())
            + ")) FROM "
            + table.name().quoted());
  }

  private static long given(Connection connection, Column counter) throws SQLException {
    return counter.sequence().isEmpty()
        ? 0
        : number(
            connection,
            "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM "
                + counter.sequence());
  }

  private static void move(Connection connection, Column counter, long end) throws SQLException {
    if (!counter.sequence().isEmpty()) {
      try (PreparedStatement move = connection.prepareStatement("SELECT setval(?::regclass, ?)")) {
        move.setString(1, counter.sequence());
        move.setLong(2, end);
        move.execute();
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
