package io.nuwa.emergency.data.injection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What can be seen of a database without changing it.
 *
 * @param access to it
 */
public record DatabaseView(Access access) {
  /** Queries may hold values of rows; their beginning tells which ones they are. */
  private static final String SESSIONS =
      """
      SELECT pid, usename, application_name, client_addr, state, wait_event_type, wait_event,
             pg_blocking_pids(pid) AS blocked_by, now() - query_start AS since,
             left(regexp_replace(query, '\\s+', ' ', 'g'), 160) AS query
      FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      ORDER BY query_start NULLS LAST LIMIT 100
      """;

  private static final String LOCKS =
      """
      SELECT l.pid, l.locktype, l.mode, l.relation::regclass AS relation, l.granted
      FROM pg_locks l
      WHERE NOT l.granted OR (l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL)
      ORDER BY l.pid LIMIT 100
      """;

  /**
   * Counts the rows of tables.
   *
   * @param tables as a plan names them: {@code orders} or {@code sales.orders}
   * @return empty for a table that is not there
   */
  public Map<String, OptionalLong> counts(Iterable<String> tables, Duration within)
      throws SQLException, InterruptedException {
    return Calls.transaction(
        access,
        within,
        connection -> {
          var counts = new LinkedHashMap<String, OptionalLong>();
          for (String table : tables) {
            counts.put(table, count(connection, table));
          }
          return counts;
        });
  }

  private static OptionalLong count(Connection connection, String table) throws SQLException {
    try (var known = connection.prepareStatement("SELECT to_regclass(?)::text")) {
      known.setString(1, table);
      try (ResultSet row = known.executeQuery()) {
        row.next();
        String name = row.getString(1);
        if (name == null) {
          return OptionalLong.empty();
        }
        // to_regclass gives the name back quoted where it has to be.
        try (Statement statement = connection.createStatement();
            ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + name)) {
          counted.next();
          return OptionalLong.of(counted.getLong(1));
        }
      }
    }
  }

  /** The sessions of others in this database, then the locks that stop or would stop somebody. */
  public String sessions(Duration within) throws SQLException, InterruptedException {
    return Calls.transaction(
        access,
        within,
        connection ->
            "sessions:\n"
                + rows(connection, SESSIONS)
                + "\nlocks that are waited for, and tables locked for all others:\n"
                + rows(connection, LOCKS));
  }

  private static String rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var text = new StringBuilder();
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          String value = row.getString(column);
          if (value != null && !value.isEmpty() && !value.equals("{}")) {
            values.add(row.getMetaData().getColumnLabel(column) + " " + value);
          }
        }
        text.append("- ").append(String.join(", ", values)).append('\n');
      }
      return text.isEmpty() ? "none\n" : text.toString();
    }
  }
}
