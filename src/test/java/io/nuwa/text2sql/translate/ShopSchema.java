package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.ForeignKey;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** The shop's schema as it is shipped, without a database. */
public final class ShopSchema {
  private ShopSchema() {}

  /** The four tables. */
  public static LiveSchema shop() {
    return new LiveSchema(
        List.of(
            table(
                "customers",
                "id:bigint",
                "name:text",
                "email:text",
                "city:text",
                "created_at:timestamp with time zone"),
            table(
                "order_items",
                "id:bigint",
                "order_id:bigint",
                "product_id:bigint",
                "quantity:integer",
                "unit_price:numeric"),
            table(
                "orders",
                "id:bigint",
                "customer_id:bigint",
                "order_date:date",
                "status:text",
                "total_amount:numeric"),
            table("products", "id:bigint", "name:text", "category:text", "price:numeric")),
        List.of(
            new ForeignKey("order_items", "order_id", "orders", "id"),
            new ForeignKey("order_items", "product_id", "products", "id"),
            new ForeignKey("orders", "customer_id", "customers", "id")));
  }

  /** The four tables and one more. */
  public static LiveSchema shopWith(Table more) {
    List<Table> tables = new ArrayList<>(shop().tables());
    tables.add(more);
    return new LiveSchema(List.copyOf(tables), shop().foreignKeys());
  }

  /** A table of columns written {@code name:type}. */
  public static Table table(String name, String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(":", 2);
      all.add(new Column(parts[0], parts[1], ""));
    }
    return new Table(name, "", List.copyOf(all));
  }
}
