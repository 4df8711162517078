package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schema file creates in an empty database, as SQL that creates one part of it again.
 *
 * @param columns of all tables, table by table
 * @param constraints of all tables, those first that others lean on
 */
record ExpectedSchema(List<Column> columns, List<Constraint> constraints) {
  ExpectedSchema {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
  }

  /**
   * A column.
   *
   * @param table its table, without schema
   * @param name its name
   * @param type its type and what fills it, as it stands behind {@code ADD COLUMN name}
   * @param needed whether it may not be left empty
   */
  record Column(String table, String name, String type, boolean needed) {}

  /**
   * A constraint.
   *
   * @param table its table, without schema
   * @param name its name
   * @param definition as it stands behind {@code ADD CONSTRAINT name}
   */
  record Constraint(String table, String name, String definition) {}

  /** Reads what stands in a schema; the session's search path must begin with it. */
  static ExpectedSchema read(Connection connection, String schema) throws SQLException {
    var columns = new ArrayList<Column>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attidentity,"
                + " a.attgenerated, coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attnotnull"
                + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
                + " WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND a.attnum > 0"
                + " AND NOT a.attisdropped ORDER BY c.relname, a.attnum")) {
      query.setString(1, schema);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String type =
              type(row.getString(3), row.getString(4), row.getString(5), row.getString(6));
          columns.add(new Column(row.getString(1), row.getString(2), type, row.getBoolean(7)));
        }
      }
    }
    return new ExpectedSchema(columns, constraints(connection, schema));
  }

  /** The constraints of the tables in a schema, foreign keys last: they lean on the others. */
  static List<Constraint> constraints(Connection connection, String schema) throws SQLException {
    var constraints = new ArrayList<Constraint>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k"
                + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE n.nspname = ?"
                + " AND k.contype IN ('p', 'u', 'c', 'f', 'x') AND k.conparentid = 0"
                + " ORDER BY k.contype = 'f', k.contype <> 'p', c.relname, k.conname")) {
      query.setString(1, schema);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          constraints.add(new Constraint(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    return constraints;
  }

  private static String type(String type, String identity, String generated, String value) {
    if (identity.equals("a") || identity.equals("d")) {
      return type
          + " GENERATED "
          + (identity.equals("a") ? "ALWAYS" : "BY DEFAULT")
          + " AS IDENTITY";
    }
    if (!generated.isEmpty()) {
      return type + " GENERATED ALWAYS AS (" + value + ") STORED";
    }
    if (value.startsWith("nextval(")) {
      // Its sequence went with it.
      return switch (type) {
        case "smallint" -> "smallserial";
        case "integer" -> "serial";
        default -> "bigserial";
      };
    }
    return value.isEmpty() ? type : type + " DEFAULT " + value;
  }

  /** The columns that a table lacks. */
  List<Column> missingFrom(Table table) {
    return columns.stream()
        .filter(column -> column.table().equals(table.name().table()))
        .filter(column -> table.column(column.name()).isEmpty())
        .toList();
  }

  /** SQL that adds the column; never NOT NULL, which rows that are there may contradict. */
  static String adding(TableName table, Column column) {
    return "ALTER TABLE "
        + table.quoted()
        + " ADD COLUMN "
        + TableName.quote(column.name())
        + " "
        + column.type();
  }
}
