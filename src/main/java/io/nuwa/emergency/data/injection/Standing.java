package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many of the rows that were injected last still stand as they were.
 *
 * @param tables by table
 * @param gone tables that they were put into and that are not there any more
 * @param seed with which they were made
 * @param reference the day that counted as today
 */
public record Standing(
    Map<TableName, Count> tables, List<TableName> gone, long seed, LocalDate reference) {
  public Standing {
    gone = List.copyOf(gone);
  }

  /**
   * Rows of one table.
   *
   * @param there still there, unchanged
   * @param injected in the first place
   */
  public record Count(long there, long injected) {}

  /** Counts; no tables when nothing was ever injected. */
  static Standing read(Connection connection, Ledger ledger) throws SQLException {
    List<Ledger.Entry> entries = ledger.entries();
    if (entries.isEmpty()) {
      return new Standing(Map.of(), List.of(), 0, LocalDate.EPOCH);
    }
    Ledger.Entry latest = entries.getFirst();
    var tables = new LinkedHashMap<TableName, Count>();
    var gone = new ArrayList<TableName>();
    for (Ledger.Entry entry : entries) {
      if (entry.transaction() == latest.transaction()) {
        boolean exists = Tables.exists(connection, entry.table());
        tables.put(entry.table(), new Count(exists ? count(connection, entry) : 0, entry.rows()));
        if (!exists) {
          gone.add(entry.table());
        }
      }
    }
    return new Standing(tables, gone, latest.seed(), latest.reference());
  }

  private static long count(Connection connection, Ledger.Entry entry) throws SQLException {
    String sql =
        "SELECT count(*) FROM " + entry.table().quoted() + " t WHERE " + entry.condition("t");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  public boolean isEmpty() {
    return tables.isEmpty();
  }

  public long there() {
    return tables.values().stream().mapToLong(Count::there).sum();
  }

  public long injected() {
    return tables.values().stream().mapToLong(Count::injected).sum();
  }

  /** Whether these are the wanted rows, all of them, with dates that reach into this month. */
  boolean satisfies(Map<TableName, Long> wanted, long wantedSeed, LocalDate today) {
    return wanted.size() == tables.size()
        && seed == wantedSeed
        && YearMonth.from(reference).equals(YearMonth.from(today))
        && wanted.entrySet().stream()
            .allMatch(
                entry ->
                    new Count(entry.getValue(), entry.getValue())
                        .equals(tables.get(entry.getKey())));
  }

  /** The same with its tables in this order. */
  Standing inOrder(List<TableName> order) {
    var sorted = new LinkedHashMap<TableName, Count>();
    order.forEach(table -> sorted.put(table, tables.get(table)));
    return new Standing(sorted, gone, seed, reference);
  }

  /** Such as {@code customers 200 of 200, orders 1999 of 2000}. */
  public String text() {
    return tables.entrySet().stream()
        .map(
            table ->
                table.getKey()
                    + " "
                    + table.getValue().there()
                    + " of "
                    + table.getValue().injected())
        .collect(Collectors.joining(", "));
  }
}
