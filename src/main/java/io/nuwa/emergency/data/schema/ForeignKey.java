package io.nuwa.emergency.data.schema;

import java.util.List;

/**
 * A reference from one table to another, or to itself.
 *
 * @param name the constraint's name
 * @param columns of the table that refers
 * @param target the table referred to
 * @param targetColumns in the order of {@code columns}
 */
public record ForeignKey(
    String name, List<String> columns, TableName target, List<String> targetColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }
}
