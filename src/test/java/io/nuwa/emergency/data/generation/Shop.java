package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.UniqueKey;
import io.nuwa.emergency.data.schema.check.Rule;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A shop's schema written by hand, and a database that is empty but for what a test says. */
final class Shop {
  static final LocalDate TODAY = LocalDate.of(2026, 7, 15);
  static final ColumnType TEXT = new ColumnType.Text(Integer.MAX_VALUE);
  static final ColumnType BIG = new ColumnType.Whole(8);

  static final Table CUSTOMERS =
      table(
          "customers",
          List.of(
              column("id", BIG),
              column("name", TEXT),
              column("email", new ColumnType.Text(40)),
              column("city", TEXT)),
          List.of(key("id"), unique("email")),
          List.of());
  static final Table PRODUCTS =
      table(
          "products",
          List.of(
              column("id", BIG),
              column("name", TEXT),
              column("category", TEXT),
              column("price", new ColumnType.Numeric(12, 2))),
          List.of(key("id")),
          List.of());
  static final Table ORDERS =
      new Table(
          name("orders"),
          List.of(
              column("id", BIG),
              column("customer_id", BIG),
              column("order_date", new ColumnType.Date()),
              column("status", TEXT),
              column("total_amount", new ColumnType.Numeric(14, 2))),
          List.of(key("id")),
          List.of(reference("customer_id", "customers")),
          List.of(new Rule.OneOf("status", List.of("open", "completed"))));
  static final Table ITEMS =
      table(
          "order_items",
          List.of(
              column("id", BIG),
              column("order_id", BIG),
              column("product_id", BIG),
              column("quantity", new ColumnType.Whole(4)),
              column("unit_price", new ColumnType.Numeric(12, 2))),
          List.of(key("id")),
          List.of(reference("order_id", "orders"), reference("product_id", "products")));

  private Shop() {}

  /** What is there already; nothing at first. */
  static final class Stock implements Present {
    final Map<String, Set<String>> taken = new HashMap<>();
    final Map<String, List<List<String>>> parents = new HashMap<>();

    @Override
    public List<List<String>> parents(ForeignKey key) {
      return parents.getOrDefault(key.target().table(), List.of());
    }

    @Override
    public Set<String> taken(TableName table, String column) {
      return taken.getOrDefault(table.table() + "." + column, Set.of());
    }
  }

  static Map<String, TableRows> shop(long seed, LocalDate today) {
    return rows(
        seed,
        today,
        new Stock(),
        Map.of(CUSTOMERS, 200L, PRODUCTS, 50L, ORDERS, 2000L, ITEMS, 6000L));
  }

  static Map<String, TableRows> rows(
      long seed, LocalDate today, Present present, Map<Table, Long> tables) {
    var counts = new HashMap<TableName, Long>();
    var first = new HashMap<TableName, Long>();
    tables.forEach(
        (table, rows) -> {
          counts.put(table.name(), rows);
          first.put(table.name(), 101L);
        });
    var sorted =
        tables.keySet().stream()
            .sorted(java.util.Comparator.comparing(table -> table.name().table()))
            .toList();
    var request = new Request(sorted, counts, first, seed, today);
    var batch = new java.util.LinkedHashMap<String, TableRows>();
    Batch.prepare(request, present, Pools.of(seed))
        .forEach(rows -> batch.put(rows.table().name().table(), rows));
    return batch;
  }

  static Table table(
      String name, List<Column> columns, List<UniqueKey> keys, List<ForeignKey> references) {
    return new Table(name(name), columns, keys, references, List.of());
  }

  static TableName name(String table) {
    return new TableName("public", table);
  }

  static Column column(String name, ColumnType type) {
    return Column.of(name, type, false);
  }

  static UniqueKey key(String... columns) {
    return new UniqueKey("pk", List.of(columns), true);
  }

  static UniqueKey unique(String... columns) {
    return new UniqueKey("unique_" + String.join("_", columns), List.of(columns), false);
  }

  static ForeignKey reference(String column, String target) {
    return new ForeignKey("fk_" + column, List.of(column), name(target), List.of("id"));
  }
}
