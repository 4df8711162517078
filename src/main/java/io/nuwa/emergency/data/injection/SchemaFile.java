package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of SQL that creates what is missing. What it would create in an empty database is found
 * out by letting it do so, in a schema of its own that is rolled back: that shows columns which a
 * table lacks that was there before, and which CREATE TABLE IF NOT EXISTS therefore leaves alone.
 */
final class SchemaFile {
  private static final String SCRATCH = "emergency_expected";

  private SchemaFile() {}

  /** Applies it within the transaction of the connection. */
  static void apply(Connection connection, String sql) throws SQLException {
    Tables.execute(connection, sql);
  }

  /**
   * The tables that it creates, by name. Leaves the transaction rolled back.
   *
   * @return none when it creates its tables in a schema that it names itself, or cannot run twice
   */
  static Map<String, Table> expected(Connection connection, String sql) throws SQLException {
    try {
      return tried(connection, sql, found -> new SchemaReader(found).all(SCRATCH));
    } catch (SQLException cannotBeTriedOut) {
      // No right to create a schema, or the file needs what only the real one has.
      return Map.of();
    }
  }

  /**
   * The parts that it creates, as SQL. Leaves the transaction rolled back.
   *
   * @throws SQLException also when it cannot be tried out
   */
  static ExpectedSchema parts(Connection connection, String sql) throws SQLException {
    return tried(connection, sql, found -> ExpectedSchema.read(found, SCRATCH));
  }

  private static <T> T tried(Connection connection, String sql, Look<T> look) throws SQLException {
    try {
      Tables.execute(connection, "CREATE SCHEMA " + SCRATCH);
      Tables.execute(connection, "SET LOCAL search_path = " + SCRATCH);
      Tables.execute(connection, sql);
      return look.at(connection);
    } finally {
      connection.rollback();
    }
  }

  /** Looks at what was created. */
  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  /** What is missing or different; empty when all fits. Each line names the next step. */
  static List<String> mismatches(
      Connection connection, Map<String, Table> expected, Iterable<String> needed)
      throws SQLException {
    var reader = new SchemaReader(connection);
    var mismatches = new ArrayList<String>();
    for (String name : needed) {
      if (reader.find(name).isEmpty() && !expected.containsKey(name)) {
        mismatches.add("table " + name + " is missing; create it, or let the schema: file do so");
      }
    }
    for (Table table : expected.values()) {
      Optional<TableName> found = reader.find(table.name().table());
      if (found.isEmpty()) {
        mismatches.add(
            "table " + table.name().table() + " is missing; run the schema: file by hand");
      } else {
        mismatches.addAll(differences(table, reader.read(found.get())));
      }
    }
    return mismatches;
  }

  private static List<String> differences(Table expected, Table actual) {
    var differences = new ArrayList<String>();
    for (Column column : expected.columns()) {
      Optional<Column> found = actual.column(column.name());
      if (found.isEmpty()) {
        differences.add(
            actual.name()
                + "."
                + column.name()
                + " is missing; ALTER TABLE "
                + actual.name().quoted()
                + " ADD COLUMN "
                + TableName.quote(column.name())
                + " "
                + column.written());
      } else if (!found.get().type().getClass().equals(column.type().getClass())) {
        differences.add(
            actual.name()
                + "."
                + column.name()
                + " is "
                + found.get().written()
                + ", not "
                + column.written()
                + "; ALTER TABLE "
                + actual.name().quoted()
                + " ALTER COLUMN "
                + TableName.quote(column.name())
                + " TYPE "
                + column.written());
      }
    }
    return differences;
  }
}
