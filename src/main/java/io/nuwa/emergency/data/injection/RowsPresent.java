package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.generation.Present;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what is there already. Taken values are only read after somebody was in the way: on a large
 * table that costs more than the rows do, and on most tables nobody ever is.
 *
 * @param avoid whether to look for taken values
 */
record RowsPresent(Connection connection, boolean avoid) implements Present {
  private static final int MOST_PARENTS = 100_000;
  private static final int FETCH = 10_000;

  /** A failure of the database on the way through a contract that knows none. */
  static final class ReadingFailedException extends RuntimeException {
    private final SQLException problem;

    ReadingFailedException(SQLException problem) {
      super(problem);
      this.problem = problem;
    }

    SQLException problem() {
      return problem;
    }
  }

  @Override
  public List<List<String>> parents(ForeignKey key) {
    String columns =
        key.targetColumns().stream().map(TableName::quote).collect(Collectors.joining(", "));
    String sql =
        "SELECT "
            + columns
            + " FROM "
            + key.target().quoted()
            + " ORDER BY "
            + columns
            + " LIMIT "
            + MOST_PARENTS;
    var parents = new ArrayList<List<String>>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        var values = new ArrayList<String>();
        for (int column = 1; column <= key.targetColumns().size(); column++) {
          values.add(row.getString(column));
        }
        if (!values.contains(null)) {
          parents.add(values);
        }
      }
    } catch (SQLException e) {
      throw new ReadingFailedException(e);
    }
    return parents;
  }

  @Override
  public Set<String> taken(TableName table, String column) {
    if (!avoid) {
      return Set.of();
    }
    var taken = new HashSet<String>();
    String name = TableName.quote(column);
    String sql =
        "SELECT lower("
            + name
            + "::text) FROM "
            + table.quoted()
            + " WHERE "
            + name
            + " IS NOT NULL";
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          taken.add(row.getString(1));
        }
      }
    } catch (SQLException e) {
      throw new ReadingFailedException(e);
    }
    return taken;
  }
}
