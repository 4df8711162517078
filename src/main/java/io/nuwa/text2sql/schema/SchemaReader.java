package io.nuwa.text2sql.schema;

import io.nuwa.text2sql.database.ReadOnlyQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the live schema; every call asks the database, so that a change counts at once. */
public final class SchemaReader {
  /** The API's own table, no subject of questions. */
  public static final String MEMORY_TABLE = "text2sql_memory";

  private static final String COLUMNS =
      """
      SELECT c.table_name, c.column_name, c.data_type,
             COALESCE(obj_description(t.oid, 'pg_class'), ''),
             COALESCE(col_description(t.oid, c.ordinal_position::int), '')
      FROM information_schema.columns c
      JOIN pg_catalog.pg_class t
        ON t.relname = c.table_name AND t.relnamespace = current_schema()::regnamespace
      WHERE c.table_schema = current_schema() AND c.table_name <> '%s'
      ORDER BY c.table_name, c.ordinal_position\
      """
          .formatted(MEMORY_TABLE);

  private static final String FOREIGN_KEYS =
      """
      SELECT source.relname, a.attname, target.relname, b.attname
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class source ON source.oid = k.conrelid
      JOIN pg_catalog.pg_class target ON target.oid = k.confrelid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      JOIN pg_catalog.pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
      WHERE k.contype = 'f' AND cardinality(k.conkey) = 1
        AND k.connamespace = current_schema()::regnamespace
      ORDER BY source.relname, a.attname\
      """;

  private final ReadOnlyQuery query;

  /** Reads through the given query runner. */
  public SchemaReader(ReadOnlyQuery query) {
    this.query = query;
  }

  /** The schema as it is now. */
  public LiveSchema read() throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (List<Object> row : query.run(COLUMNS).rows()) {
      Column column = new Column(text(row, 1), text(row, 2), text(row, 4));
      tables
          .computeIfAbsent(text(row, 0), name -> new Table(name, text(row, 3), new ArrayList<>()))
          .columns()
          .add(column);
    }
    List<ForeignKey> keys = new ArrayList<>();
    for (List<Object> row : query.run(FOREIGN_KEYS).rows()) {
      keys.add(new ForeignKey(text(row, 0), text(row, 1), text(row, 2), text(row, 3)));
    }
    return new LiveSchema(List.copyOf(tables.values()), List.copyOf(keys));
  }

  private static String text(List<Object> row, int at) {
    return String.valueOf(row.get(at));
  }
}
