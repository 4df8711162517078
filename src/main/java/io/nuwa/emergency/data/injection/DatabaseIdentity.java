package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which database answers: the number that a cluster of PostgreSQL is given when it is made, the
 * number of the database in it, and a mark of ours, since clusters that were unpacked from one
 * image have the same numbers. Another server behind the same address, a database that was made
 * anew under the same name and one that was restored from a dump or copied differ in one of them; a
 * restart changes none. Only a copy of the files of the whole cluster is the same.
 */
final class DatabaseIdentity {
  /** Without an error where this user may not look. */
  private static final String MARKED =
      "SELECT EXISTS(SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE"
          + " n.nspname = 'emergency' AND c.relname = 'database' AND has_schema_privilege(n.oid,"
          + " 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))";

  private DatabaseIdentity() {}

  /** Marks the database where it is not marked yet; the schema of the ledger must be there. */
  static void mark(Connection connection) throws SQLException {
    Tables.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS emergency.database (mark text NOT NULL);"
            + " COMMENT ON TABLE emergency.database IS"
            + " 'By this the emergency tool knows this database again; kept by it, do not edit';"
            + " INSERT INTO emergency.database SELECT '"
            + UUID.randomUUID()
            + "' WHERE NOT EXISTS (SELECT 1 FROM emergency.database)");
  }

  /**
   * Such as {@code system 7714117562163384335, database 16384 text2sql, mark 6f0c...}. Where this
   * user may not ask for the number of the cluster, that is said in its place.
   */
  static String read(Connection connection) throws SQLException {
    boolean allowed =
        text(connection, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
            .equals("t");
    String system =
        allowed
            ? text(connection, "SELECT system_identifier FROM pg_control_system()")
            : "not to be asked";
    String database =
        text(
            connection,
            "SELECT oid || ' ' || datname FROM pg_database WHERE datname = current_database()");
    String mark =
        text(connection, MARKED).equals("t")
            ? text(connection, "SELECT string_agg(mark, ' ') FROM emergency.database")
            : "none";
    return "system " + system + ", database " + database + ", mark " + mark;
  }

  /**
   * Refuses to work on another database than before when it holds rows: nobody knows whose they
   * are. An empty one may be filled, such as one whose volume was lost.
   *
   * @param before what it was; empty when that is not known
   * @param tables that are worked on, as a plan names them
   * @throws OtherDatabaseException when it is another one
   */
  static void hold(Connection connection, Optional<String> before, Collection<String> tables)
      throws SQLException {
    if (before.isEmpty()) {
      return;
    }
    String now = read(connection);
    if (now.equals(before.get())) {
      return;
    }
    List<String> filled = new ArrayList<>();
    for (String name : tables) {
      Optional<TableName> table = new SchemaReader(connection).find(name);
      if (table.isPresent() && Tables.filled(connection, table.get())) {
        filled.add(name);
      }
    }
    if (!filled.isEmpty()) {
      throw new OtherDatabaseException(before.get(), now, filled);
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
