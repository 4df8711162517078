package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What rows are wanted.
 *
 * @param tables those that get rows
 * @param rows how many, for each of the tables; at least 1
 * @param firstKeys the first number for tables that count their rows ({@link Table#counter})
 * @param seed equal seeds make equal rows
 * @param reference the day that counts as today; no row is younger
 */
public record Request(
    List<Table> tables,
    Map<TableName, Long> rows,
    Map<TableName, Long> firstKeys,
    long seed,
    LocalDate reference) {
  public Request {
    tables = List.copyOf(tables);
    rows = Map.copyOf(rows);
    firstKeys = Map.copyOf(firstKeys);
  }
}
