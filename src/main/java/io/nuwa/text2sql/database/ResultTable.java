package io.nuwa.text2sql.database;

import java.util.List;

/**
 * What a query returned.
 *
 * @param columns the labels, in order
 * @param rows the values: {@code null}, {@link Number}, {@link Boolean} or {@link String}
 * @param truncated true when the database had more rows than are kept here
 */
public record ResultTable(List<String> columns, List<List<Object>> rows, boolean truncated) {}
