package io.nuwa.text2sql.schema;

/**
 * A single-column reference from many rows of one table to one row of another.
 *
 * @param table where the reference stands
 * @param column the referring column
 * @param target the table referred to
 * @param targetColumn its key column
 */
public record ForeignKey(String table, String column, String target, String targetColumn) {}
