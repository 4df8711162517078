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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code emergency.injected}: which rows are ours. It is written in the transaction that
 * injects them, so it is never ahead of them nor behind.
 */
final class Ledger {
  private static final TableName NAME = new TableName("emergency", "injected");

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
        content jsonb,
        PRIMARY KEY (owner, transaction, table_schema, table_name));
      COMMENT ON TABLE emergency.injected IS
        'Rows that the emergency tool has injected; kept by it, do not edit';
      """;

  /** A ledger that an older version of this tool has made knows no content. */
  private static final String ADD_CONTENT =
      "ALTER TABLE emergency.injected ADD COLUMN IF NOT EXISTS content jsonb";

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
      Tables.execute(connection, CREATE);
    } else if (!Tables.columns(connection, NAME).containsKey("content")) {
      Tables.execute(connection, ADD_CONTENT);
    }
    DatabaseIdentity.mark(connection);
  }

  /** What was injected for this owner, latest first; empty when nothing was. */
  List<Entry> entries() throws SQLException {
    if (!exists()) {
      return List.of();
    }
    var entries = new ArrayList<Entry>();
    try (PreparedStatement query =
        connection.prepareStatement(
            // By way of JSON, since an older ledger has no such column.
            "SELECT transaction, table_schema, table_name, key_column, first_key, last_key,"
                + " row_count, seed, reference_date, c->>'rows', c->>'file',"
                + " array(SELECT key FROM jsonb_each_text(c->'columns') ORDER BY key),"
                + " array(SELECT value FROM jsonb_each_text(c->'columns') ORDER BY key)"
                + " FROM emergency.injected i, LATERAL (SELECT nullif(to_jsonb(i)->'content',"
                + " 'null') AS c) AS recorded WHERE owner = ?"
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
                  row.getDate(9).toLocalDate(),
                  row.getString(10) == null ? Optional.empty() : Optional.of(content(row))));
        }
      }
    }
    return entries;
  }

  private static Content content(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray(12).getArray();
    String[] sums = (String[]) row.getArray(13).getArray();
    var columns = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i], sums[i]);
    }
    return new Content(row.getLong(10), row.getLong(11), columns);
  }

  /** The full number of the transaction of the connection. */
  long transaction() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT txid_current()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Notes rows that this transaction has injected. */
  void note(Entry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO emergency.injected (owner, transaction, table_schema, table_name,"
                + " key_column, first_key, last_key, row_count, seed, reference_date, content)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jsonb_build_object('rows', ?::bigint,"
                + " 'file', ?::bigint, 'columns', jsonb_object(?::text[], ?::text[])))")) {
      Content content = entry.content().orElseThrow();
      String[] columns = content.columns().keySet().toArray(String[]::new);
      String[] sums = Arrays.stream(columns).map(content.columns()::get).toArray(String[]::new);
      insert.setString(1, owner);
      insert.setLong(2, entry.transaction());
      insert.setString(3, entry.table().schema());
      insert.setString(4, entry.table().table());
      insert.setString(5, entry.key());
      insert.setLong(6, entry.first());
      insert.setLong(7, entry.last());
      insert.setLong(8, entry.rows());
      insert.setLong(9, entry.seed());
      insert.setDate(10, Date.valueOf(entry.reference()));
      insert.setLong(11, content.rows());
      insert.setLong(12, content.file());
      insert.setArray(13, connection.createArrayOf("text", columns));
      insert.setArray(14, connection.createArrayOf("text", sums));
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
   * @param rows how many were sent
   * @param content what stood in them right after the injection; empty where an older version of
   *     this tool has injected them
   */
  record Entry(
      long transaction,
      TableName table,
      String key,
      long first,
      long last,
      long rows,
      long seed,
      LocalDate reference,
      Optional<Content> content) {

    /** A condition on rows of the table under the alias {@code t}. */
    String condition() {
      String written = "t.xmin = '" + (transaction & 0xFFFF_FFFFL) + "'::xid";
      return key.isEmpty() ? written : written + " AND " + numbered();
    }

    /** A condition on rows that bear one of our numbers, whoever has written them. */
    String numbered() {
      return "t." + TableName.quote(key) + " BETWEEN " + first + " AND " + last;
    }

    Entry with(Content read) {
      return new Entry(
          transaction, table, key, first, last, rows, seed, reference, Optional.of(read));
    }
  }
}
