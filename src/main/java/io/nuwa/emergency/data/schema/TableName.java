package io.nuwa.emergency.data.schema;

/**
 * A table and the schema it is in.
 *
 * @param schema such as {@code public}
 * @param table as it is spelt in the catalogue
 */
public record TableName(String schema, String table) {

  /** Ready to be put into SQL. */
  public String quoted() {
    return quote(schema) + "." + quote(table);
  }

  /** An identifier, quoted so that any spelling is taken literally. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** As people call it: without the schema that everybody has. */
  @Override
  public String toString() {
    return schema.equals("public") ? table : schema + "." + table;
  }
}
