package io.nuwa.emergency.data.injection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Rows that the ledger knows, as they stand now.
 *
 * @param condition which rows of the table, under the alias {@code t}, are ours
 * @param there how many they are
 * @param lost columns that held content and are not there any more
 * @param altered columns that hold another content than was injected
 */
record OwnRows(String condition, long there, List<String> lost, List<String> altered) {

  /** Looks at the rows of an entry whose table is there. */
  static OwnRows read(Connection connection, Ledger.Entry entry) throws SQLException {
    Map<String, Boolean> now = Tables.columns(connection, entry.table());
    Map<String, String> recorded = entry.content().map(Content::columns).orElse(Map.of());
    // What a generated column holds follows from the others, and its expression is the schema's.
    List<String> compared =
        recorded.keySet().stream().filter(now::containsKey).filter(c -> !now.get(c)).toList();
    List<String> lost =
        recorded.keySet().stream().filter(column -> !now.containsKey(column)).sorted().toList();
    Content seen = Content.read(connection, entry.table(), compared, entry.condition());
    if (entry.content().isEmpty()) {
      return new OwnRows(entry.condition(), seen.rows(), List.of(), List.of());
    }
    Content before = entry.content().get();
    if (rewritten(connection, entry, seen, compared)) {
      Content moved = Content.read(connection, entry.table(), compared, entry.numbered());
      return new OwnRows(entry.numbered(), moved.rows(), lost, before.differences(moved));
    }
    return new OwnRows(entry.condition(), seen.rows(), lost, before.differences(seen));
  }

  /**
   * Whether a change of the table has written our rows anew, such as another type of a column or a
   * default that differs from row to row. Then PostgreSQL keeps the table in another file, all of
   * its rows come from one transaction, and ours bear the numbers that we gave.
   */
  private static boolean rewritten(
      Connection connection, Ledger.Entry entry, Content seen, List<String> compared)
      throws SQLException {
    Content before = entry.content().orElseThrow();
    if (seen.rows() > 0 || before.rows() == 0 || seen.file() == before.file()) {
      return false;
    }
    if (!compared.contains(entry.key()) || writers(connection, entry) != 1) {
      return false;
    }
    Content numbered =
        Content.read(connection, entry.table(), List.of(entry.key()), entry.numbered());
    return numbered.rows() == before.rows()
        && numbered.columns().get(entry.key()).equals(before.columns().get(entry.key()));
  }

  private static long writers(Connection connection, Ledger.Entry entry) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(DISTINCT t.xmin::text) FROM "
                    + entry.table().quoted()
                    + " t WHERE "
                    + entry.numbered())) {
      row.next();
      return row.getLong(1);
    }
  }
}
