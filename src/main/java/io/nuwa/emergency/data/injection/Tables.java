package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions about tables that are not about their columns. */
final class Tables {
  private Tables() {}

  /** Somebody else's reference: this table refers to another by this key. */
  record Referrer(TableName table, ForeignKey key) {}

  static boolean exists(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, table.quoted());
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** The columns of a table, in its order; true for those that only PostgreSQL fills. */
  static Map<String, Boolean> columns(Connection connection, TableName table) throws SQLException {
    var columns = new LinkedHashMap<String, Boolean>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT attname, attgenerated <> '' FROM pg_attribute WHERE attrelid = ?::regclass"
                + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
      query.setString(1, table.quoted());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), row.getBoolean(2));
        }
      }
    }
    return columns;
  }

  /** Whether a table has any row at all. */
  static boolean filled(Connection connection, TableName table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT EXISTS(SELECT 1 FROM " + table.quoted() + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** All references to a table, from whichever table, its own included. */
  static List<Referrer> referrers(Connection connection, TableName target) throws SQLException {
    var tables = new LinkedHashSet<TableName>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT n.nspname, c.relname FROM pg_constraint k"
                + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE k.contype = 'f' AND k.confrelid = ?::regclass"
                + " AND k.conparentid = 0 ORDER BY 1, 2")) {
      query.setString(1, target.quoted());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          tables.add(new TableName(row.getString(1), row.getString(2)));
        }
      }
    }
    var referrers = new ArrayList<Referrer>();
    for (TableName table : tables) {
      new SchemaReader(connection)
          .read(table).foreignKeys().stream()
              .filter(key -> key.target().equals(target))
              .forEach(key -> referrers.add(new Referrer(table, key)));
    }
    return referrers;
  }

  /**
   * Keeps others from writing until the transaction ends; they may read.
   *
   * @throws SQLException with SQLSTATE 55P03 when somebody holds one of them for ten seconds
   */
  static void lock(Connection connection, Collection<TableName> tables) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    // Always in the same order, so that two of us do not wait for each other.
    Set<String> sorted =
        tables.stream()
            .map(TableName::quoted)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    execute(connection, "SET LOCAL lock_timeout = '10s'");
    execute(connection, "LOCK TABLE " + String.join(", ", sorted) + " IN SHARE ROW EXCLUSIVE MODE");
    execute(connection, "SET LOCAL lock_timeout = 0");
  }

  /**
   * Lets the planner know how many rows there are. The database's own look may have come while a
   * load was not committed, and found none: joins of a few thousand rows take minutes then.
   *
   * @param tables those that somebody else is just looking at, or that are not ours, stay as known
   */
  static void count(Connection connection, Collection<TableName> tables) throws SQLException {
    for (TableName table : tables) {
      execute(connection, "ANALYZE (SKIP_LOCKED) " + table.quoted());
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long update(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }
}
