package io.nuwa.emergency.data.schema;

import io.nuwa.emergency.data.schema.check.Rule;
import io.nuwa.emergency.data.schema.check.RuleReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Reads tables from the catalogue of PostgreSQL 12 or newer. */
public final class SchemaReader {
  private final Connection connection;

  public SchemaReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * The table that this session would find under a name.
   *
   * @param name {@code orders} or {@code sales.orders}, as the catalogue spells it
   */
  public Optional<TableName> find(String name) throws SQLException {
    int point = name.indexOf('.');
    String sql =
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND c.relname = ? AND "
            + (point < 0 ? "pg_table_is_visible(c.oid)" : "n.nspname = ?");
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, name.substring(point + 1));
      if (point >= 0) {
        query.setString(2, name.substring(0, point));
      }
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(new TableName(rows.getString(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** All tables of a schema. */
  public Map<String, Table> all(String schema) throws SQLException {
    var tables = new LinkedHashMap<String, Table>();
    var names = new ArrayList<String>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p') ORDER BY 1")) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    for (String name : names) {
      tables.put(name, read(new TableName(schema, name)));
    }
    return tables;
  }

  /** Everything there is to know about one table. */
  public Table read(TableName name) throws SQLException {
    return new Table(name, columns(name), keys(name), foreignKeys(name), rules(name));
  }

  private List<Column> columns(TableName table) throws SQLException {
    // A domain counts as the type below it; its modifier (length, precision) is its own.
    String sql =
        "SELECT a.attname, b.typname, b.typtype, b.typcategory, CASE WHEN t.typtype = 'd' THEN"
            + " t.typtypmod ELSE a.atttypmod END, format_type(a.atttypid, a.atttypmod),"
            + " a.attnotnull OR t.typnotnull, a.atthasdef OR a.attidentity <> '', a.attgenerated <>"
            + " '', coalesce(pg_get_serial_sequence(a.attrelid::regclass::text, a.attname), (SELECT"
            + " min(d.refobjid::regclass::text) FROM pg_attrdef f JOIN pg_depend d ON d.classid ="
            + " 'pg_attrdef'::regclass AND d.objid = f.oid AND d.refclassid = 'pg_class'::regclass"
            + " JOIN pg_class s ON s.oid = d.refobjid AND s.relkind = 'S' WHERE f.adrelid ="
            + " a.attrelid AND f.adnum = a.attnum), ''), b.oid FROM pg_attribute a JOIN pg_type t"
            + " ON t.oid = a.atttypid JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN"
            + " t.typbasetype ELSE t.oid END WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND"
            + " NOT a.attisdropped ORDER BY a.attnum";
    var columns = new ArrayList<Column>();
    try (PreparedStatement query = prepared(sql, table);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        ColumnType type =
            row.getString(3).equals("e")
                ? new ColumnType.Enumeration(labels(row.getLong(11)))
                : type(row.getString(2), row.getString(4), row.getInt(5));
        columns.add(
            new Column(
                row.getString(1),
                type,
                row.getString(6),
                !row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getString(10)));
      }
    }
    return columns;
  }

  private static ColumnType type(String name, String category, int modifier) {
    return switch (name) {
      case "int2" -> new ColumnType.Whole(2);
      case "int4" -> new ColumnType.Whole(4);
      case "int8" -> new ColumnType.Whole(8);
      case "numeric" ->
          modifier < 4
              ? new ColumnType.Numeric(0, 2)
              : new ColumnType.Numeric(((modifier - 4) >> 16) & 0xffff, (modifier - 4) & 0x7ff);
      case "float4" -> new ColumnType.Floating(4);
      case "float8" -> new ColumnType.Floating(8);
      case "date" -> new ColumnType.Date();
      case "timestamp", "timestamptz" -> new ColumnType.Timestamp();
      case "time" -> new ColumnType.TimeOfDay();
      case "bool" -> new ColumnType.Bool();
      case "uuid" -> new ColumnType.Uuid();
      case "json" -> new ColumnType.Json(false);
      case "jsonb" -> new ColumnType.Json(true);
      default ->
          category.equals("S")
              ? new ColumnType.Text(modifier < 4 ? Integer.MAX_VALUE : modifier - 4)
              : new ColumnType.Unsupported(name);
    };
  }

  private List<String> labels(long type) throws SQLException {
    var labels = new ArrayList<String>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT enumlabel FROM pg_enum WHERE enumtypid = ? ORDER BY enumsortorder")) {
      query.setLong(1, type);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          labels.add(rows.getString(1));
        }
      }
    }
    return labels;
  }

  private List<UniqueKey> keys(TableName table) throws SQLException {
    // pg_depend knows the columns inside expressions too: unique (lower(email)) speaks of email.
    String sql =
        "SELECT c.relname, i.indisprimary, array(SELECT a.attname::text FROM pg_attribute a"
            + " WHERE a.attrelid = i.indrelid AND a.attnum > 0 AND (a.attnum = ANY"
            + " ((i.indkey::int2[])[0:i.indnkeyatts - 1]) OR (i.indexprs IS NOT NULL AND EXISTS"
            + " (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
            + " AND d.objid = i.indexrelid AND d.refobjid = i.indrelid"
            + " AND d.refobjsubid = a.attnum))) ORDER BY a.attnum)"
            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            + " WHERE i.indrelid = ?::regclass AND i.indisunique"
            + " ORDER BY i.indisprimary DESC, c.relname";
    var keys = new ArrayList<UniqueKey>();
    try (PreparedStatement query = prepared(sql, table);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        keys.add(new UniqueKey(row.getString(1), texts(row, 3), row.getBoolean(2)));
      }
    }
    return keys;
  }

  private List<ForeignKey> foreignKeys(TableName table) throws SQLException {
    String sql =
        "SELECT k.conname, n.nspname, t.relname, "
            + names("k.conrelid", "k.conkey")
            + ", "
            + names("k.confrelid", "k.confkey")
            + " FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid"
            + " JOIN pg_namespace n ON n.oid = t.relnamespace"
            + " WHERE k.conrelid = ?::regclass AND k.contype = 'f' ORDER BY k.conname";
    var keys = new ArrayList<ForeignKey>();
    try (PreparedStatement query = prepared(sql, table);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        var target = new TableName(row.getString(2), row.getString(3));
        keys.add(new ForeignKey(row.getString(1), texts(row, 4), target, texts(row, 5)));
      }
    }
    return keys;
  }

  private List<Rule> rules(TableName table) throws SQLException {
    // A domain's checks speak of VALUE; here that is the column.
    String sql =
        "SELECT pg_get_constraintdef(k.oid), a.attname, current_date::text FROM pg_class c JOIN"
            + " pg_constraint k ON k.conrelid = c.oid OR k.contypid IN (SELECT atttypid FROM"
            + " pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) LEFT JOIN"
            + " pg_attribute a ON k.contypid <> 0 AND a.attrelid = c.oid AND a.atttypid ="
            + " k.contypid WHERE c.oid = ?::regclass AND k.contype = 'c' ORDER BY k.conname,"
            + " a.attnum";
    var rules = new ArrayList<Rule>();
    try (PreparedStatement query = prepared(sql, table);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String definition = row.getString(1);
        String column = row.getString(2);
        var reader = new RuleReader(LocalDate.parse(row.getString(3)));
        rules.addAll(
            reader.read(
                column == null
                    ? definition
                    : definition.replaceAll(
                        "\\bVALUE\\b", Matcher.quoteReplacement(TableName.quote(column)))));
      }
    }
    return rules;
  }

  private static String names(String relation, String numbers) {
    return "array(SELECT a.attname::text FROM unnest("
        + numbers
        + ") WITH ORDINALITY u(number, place) JOIN pg_attribute a ON a.attrelid = "
        + relation
        + " AND a.attnum = u.number ORDER BY u.place)";
  }

  private PreparedStatement prepared(String sql, TableName table) throws SQLException {
    PreparedStatement query = connection.prepareStatement(sql);
    query.setString(1, table.quoted());
    return query;
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
