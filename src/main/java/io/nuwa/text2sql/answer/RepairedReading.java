package io.nuwa.text2sql.answer;

import io.nuwa.text2sql.database.ReadOnlyQuery;
import io.nuwa.text2sql.database.ResultTable;
import io.nuwa.text2sql.database.SqlState;
import io.nuwa.text2sql.repair.ColumnRepair;
import io.nuwa.text2sql.repair.Repair;
import io.nuwa.text2sql.schema.SchemaReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs a statement; as often as it names an unknown column, repairs it and runs it again. */
final class RepairedReading {
  private static final int MOST_REPAIRS = 5;

  /**
   * A statement that ran.
   *
   * @param sql as it ran
   * @param table its rows
   * @param repairs none when it ran as it was
   */
  record Result(String sql, ResultTable table, List<Repair> repairs) {}

  private final ReadOnlyQuery query;
  private final SchemaReader schemaReader;
  private final ColumnRepair columnRepair = new ColumnRepair();

  RepairedReading(ReadOnlyQuery query, SchemaReader schemaReader) {
    this.query = query;
    this.schemaReader = schemaReader;
  }

  /** The rows; when no repair helps, the error of the statement as it came. */
  Result read(String sql) throws SQLException {
    List<Repair> repairs = new ArrayList<>();
    SQLException original = null;
    String current = sql;
    while (true) {
      try {
        return new Result(current, query.run(current), List.copyOf(repairs));
      } catch (SQLException failure) {
        original = original == null ? failure : original;
        Optional<Repair> repair =
            repairs.size() < MOST_REPAIRS ? repair(current, failure) : Optional.empty();
        if (repair.isEmpty()) {
          throw original;
        }
        repairs.add(repair.get());
        current = repair.get().sql();
      }
    }
  }

  private Optional<Repair> repair(String sql, SQLException failure) throws SQLException {
    if (!SqlState.UNDEFINED_COLUMN.matches(failure) || !(failure instanceof PSQLException known)) {
      return Optional.empty();
    }
    ServerErrorMessage message = known.getServerErrorMessage();
    return message == null
        ? Optional.empty()
        : columnRepair.repair(sql, message.getPosition(), schemaReader.read());
  }
}
