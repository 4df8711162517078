package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code emergency.injected}: which rows are ours. It is written in the transaction that
 * injects them, so it is never ahead of them nor behind.
 */
final class Ledger {
  private static final String CREATE =
      """
      CREATE SCHEMA IF NOT EXISTS emergency;
      CREATE TABLE IF NOT EXISTS emergency.injected (
        owner text NOT NULL,
        transaction bigint NOT NULL,
        table_schema text NOT NULL,
        table_name text NOT NULL,
        key_column text NOT NULL,
        first_key bigint NOT NULL,
        last_key bigint NOT NULL,
        row_count bigint NOT NULL,
        seed bigint NOT NULL,
        reference_date date NOT NULL,
        injected_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner, transaction, table_schema, table_name));
      COMMENT ON TABLE emergency.injected IS
        'Rows that the emergency tool has injected; kept by it, do not edit';
      """;

  private final Connection connection;
  private final String owner;

  Ledger(Connection connection, String owner) {
    this.connection = connection;
    this.owner = owner;
  }

  /** Whether anybody has ever injected here. */
  boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT to_regclass('emergency.injected') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    }
  }

  void create() throws SQLException {
    if (!exists()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(CREATE);
      }
    }
  }

  /** What was injected for this owner, latest first; empty when nothing was. */
  List<Entry> entries() throws SQLException {
    if (!exists()) {
      return List.of();
    }
    var entries = new ArrayList<Entry>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT transaction, table_schema, table_name, key_column, first_key, last_key,"
                + " row_count, seed, reference_date FROM emergency.injected WHERE owner = ?"
                + " ORDER BY injected_at DESC, transaction DESC, table_schema, table_name")) {
      query.setString(1, owner);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(
              new Entry(
                  row.getLong(1),
                  new TableName(row.getString(2), row.getString(3)),
                  row.getString(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getLong(7),
                  row.getLong(8),
                  row.getDate(9).toLocalDate()));
        }
      }
    }
    return entries;
  }

  /** Notes rows that this transaction injects. */
  void note(TableName table, String key, long first, long rows, long seed, LocalDate reference)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO emergency.injected (owner, transaction, table_schema, table_name,"
                + " key_column, first_key, last_key, row_count, seed, reference_date)"
                + " VALUES (?, txid_current(), ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, owner);
      insert.setString(2, table.schema());
      insert.setString(3, table.table());
      insert.setString(4, key);
      insert.setLong(5, first);
      insert.setLong(6, first + rows - 1);
      insert.setLong(7, rows);
      insert.setLong(8, seed);
      insert.setDate(9, Date.valueOf(reference));
      insert.executeUpdate();
    }
  }

  void forget(Entry entry) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM emergency.injected WHERE owner = ? AND transaction = ?"
                + " AND table_schema = ? AND table_name = ?")) {
      delete.setString(1, owner);
      delete.setLong(2, entry.transaction());
      delete.setString(3, entry.table().schema());
      delete.setString(4, entry.table().table());
      delete.executeUpdate();
    }
  }

  /**
   * Rows of one table that one transaction injected.
   *
   * <p>A row is ours when that transaction has written it in the shape in which it stands ({@code
   * xmin}), and its number is one of those that we gave. So a row that somebody else has changed,
   * or put in the place of ours after a TRUNCATE, is not: it is never deleted.
   *
   * @param transaction the full number of the transaction
   * @param key the column that numbers the rows; empty when none does
   * @param first the first number
   * @param last the last number
   * @param rows how many were injected
   */
  record Entry(
      long transaction,
      TableName table,
      String key,
      long first,
      long last,
      long rows,
      long seed,
      LocalDate reference) {

    /** A condition on rows of the table under this alias. */
    String condition(String alias) {
      String written = alias + ".xmin = '" + (transaction & 0xFFFF_FFFFL) + "'::xid";
      return key.isEmpty()
          ? written
          : written
              + " AND "
              + alias
              + "."
              + TableName.quote(key)
              + " BETWEEN "
              + first
              + " AND "
              + last;
    }
  }
}
