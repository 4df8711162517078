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

/**
 * Which database answers: the number that a cluster of PostgreSQL is given when it is made, and the
 * number of the database in it. Another server behind the same address, a database that was made
 * anew under the same name and one that was restored from a dump differ in one of them; a restart
 * changes neither.
 */
final class DatabaseIdentity {
  private DatabaseIdentity() {}

  /**
   * Such as {@code system 7714117562163384335, database 16384 text2sql}. Where this user may not
   * ask for the number of the cluster, that is said in its place.
   */
  static String read(Connection connection) throws SQLException {
    boolean allowed =
        text(connection, "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')")
            .equals("t");
    String system =
        allowed
            ? text(connection, "SELECT system_identifier FROM pg_control_system()")
            : "not to be asked";
    return "system "
        + system
        + ", database "
        + text(
            connection,
            "SELECT oid || ' ' || datname FROM pg_database WHERE datname = current_database()");
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
