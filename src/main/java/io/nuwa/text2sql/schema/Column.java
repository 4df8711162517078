package io.nuwa.text2sql.schema;

import java.util.Set;

/**
 * A column of a table.
 *
 * @param name as the catalogue spells it
 * @param type the catalogue's {@code data_type}, such as {@code numeric} or {@code date}
 * @param comment the column's comment, empty when it has none
 */
public record Column(String name, String type, String comment) {
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision", "money");

  /** True when sums and averages over the column make sense. */
  public boolean isNumber() {
    return NUMBERS.contains(type);
  }

  /** True for dates and timestamps. */
  public boolean isDate() {
    return type.equals("date") || type.startsWith("timestamp");
  }
}
