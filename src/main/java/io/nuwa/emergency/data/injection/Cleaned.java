package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a cleaning did.
 *
 * @param deleted rows of ours, by table
 * @param kept rows of ours that somebody else's rows refer to, by table
 * @param reasons which references those are
 */
public record Cleaned(
    Map<TableName, Long> deleted, Map<TableName, Long> kept, List<String> reasons) {

  /**
   * Such as {@code order_items 6000, orders 2000; kept 1 of customers: invoices.customer_id refers
   * to customers}.
   */
  public String text() {
    String gone = counts(deleted);
    String text = "deleted " + (gone.isEmpty() ? "nothing" : gone);
    return kept.isEmpty()
        ? text
        : text
            + "; kept "
            + counts(kept)
            + ", because "
            + String.join(" and ", reasons)
            + " in rows that are not ours";
  }

  private static String counts(Map<TableName, Long> tables) {
    return tables.entrySet().stream()
        .map(table -> table.getKey() + " " + table.getValue())
        .collect(Collectors.joining(", "));
  }
}
