package io.nuwa.text2sql.translate;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of the catalogue, spelled for SQL. */
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** The reserved words that people use as names of tables and columns. */
  private static final Set<String> RESERVED =
      Set.of(
          "user",
          "order",
          "group",
          "table",
          "column",
          "select",
          "where",
          "limit",
          "offset",
          "desc",
          "asc",
          "end",
          "check",
          "default",
          "primary",
          "references",
          "from",
          "to",
          "case",
          "when",
          "all",
          "any",
          "both",
          "in",
          "is",
          "not",
          "null",
          "on",
          "or",
          "and",
          "as",
          "distinct");

  private Names() {}

  static String quoted(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  static String column(String table, String column) {
    return quoted(table) + "." + quoted(column);
  }

  /** {@code categories} to {@code category}, {@code orders} to {@code order}. */
  static String singular(String table) {
    return table.endsWith("ies")
        ? table.substring(0, table.length() - 3) + "y"
        : table.endsWith("s") && !table.endsWith("ss")
            ? table.substring(0, table.length() - 1)
            : table;
  }
}
