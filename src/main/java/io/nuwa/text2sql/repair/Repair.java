package io.nuwa.text2sql.repair;

/**
 * One replacement made in a statement.
 *
 * @param wrong the name that does not exist
 * @param table the table of the replacing column
 * @param column the replacing column
 * @param sql the statement after the replacement
 */
public record Repair(String wrong, String table, String column, String sql) {}
