package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.failure.FailureClass;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static final String CREATED_ELSEWHERE =
      "tried out in a schema of its own, it creates no such table there;"
          + " does it name the schema of its tables itself?";

  private SchemaFile() {}

  /** Applies it within the transaction of the connection. */
  static void apply(Connection connection, String sql) throws SQLException {
    Tables.execute(connection, sql);
  }

  /** The tables that it creates, by name. Leaves the transaction rolled back. */
  static Tried<Map<String, Table>> expected(Connection connection, String sql) throws SQLException {
    return tried(connection, sql, found -> new SchemaReader(found).all(SCRATCH));
  }

  /** The parts that it creates, as SQL. Leaves the transaction rolled back. */
  static Tried<ExpectedSchema> parts(Connection connection, String sql) throws SQLException {
    return tried(connection, sql, found -> ExpectedSchema.read(found, SCRATCH));
  }

  /**
   * Tries it out; what it creates is not known when it may not, when the file needs what only the
   * real schema has, or when it creates its tables in a schema that it names itself.
   *
   * @throws SQLException when the database does not answer, which says nothing about the file
   */
  private static <T> Tried<T> tried(Connection connection, String sql, Look<T> look)
      throws SQLException {
    try {
      Tables.execute(connection, "CREATE SCHEMA " + SCRATCH);
      Tables.execute(connection, "SET LOCAL search_path = " + SCRATCH);
      Tables.execute(connection, sql);
      return new SchemaReader(connection).all(SCRATCH).isEmpty()
          ? Tried.not(CREATED_ELSEWHERE)
          : Tried.of(look.at(connection));
    } catch (SQLException e) {
      if (SqlFailures.kind(e) == FailureClass.NOT_READY) {
        throw e;
      }
      return Tried.not("it cannot be tried out in a schema of its own: " + SqlFailures.line(e));
    } finally {
      connection.rollback();
    }
  }

  /** Looks at what was created. */
  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  /** Compares the needed tables, and those that the file creates, with what is there. */
  static SchemaComparison compared(
      Connection connection, Tried<Map<String, Table>> tried, Iterable<String> needed)
      throws SQLException {
    Map<String, Table> expected = tried.found().orElse(Map.of());
    var reader = new SchemaReader(connection);
    var wrong = new ArrayList<String>();
    var compared = new HashSet<TableName>();
    for (Table table : expected.values()) {
      Optional<TableName> found = reader.find(table.name().table());
      if (found.isEmpty()) {
        wrong.add("table " + table.name().table() + " is missing; run the schema: file by hand");
      } else {
        compared.add(found.get());
        wrong.addAll(differences(table, reader.read(found.get())));
      }
    }
    var uncompared = new ArrayList<String>();
    for (String name : needed) {
      Optional<TableName> found = reader.find(name);
      if (found.isEmpty() && !expected.containsKey(name)) {
        wrong.add("table " + name + " is missing; create it, or let the schema: file do so");
      } else if (found.isPresent() && !compared.contains(found.get())) {
        uncompared.add(name);
      }
    }
    String why = tried.found().isPresent() ? CREATED_ELSEWHERE : tried.why();
    return new SchemaComparison(wrong, uncompared, uncompared.isEmpty() ? "" : why);
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
