package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Questions about sales, over orders where that is enough, else over their lines. */
final class SalesQuery {
  private final LiveSchema schema;

  SalesQuery(LiveSchema schema) {
    this.schema = schema;
  }

  String write(Intent intent, SalesMeasure measure) throws Untranslatable {
    if (!schema.has("orders", "id", "total_amount", "order_date")) {
      throw new Untranslatable("the live schema has no orders with total_amount and order_date");
    }
    Untranslatable last = null;
    for (String base : List.of("orders", "order_items")) {
      if (measure.over(base).isPresent() && schema.has(base)) {
        try {
          return write(intent, measure, base);
        } catch (Untranslatable notFromHere) {
          last = notFromHere;
        }
      }
    }
    throw last != null ? last : new Untranslatable("the live schema has no order_items");
  }

  private String write(Intent intent, SalesMeasure measure, String base) throws Untranslatable {
    SelectDraft draft = new SelectDraft(schema, base);
    if (!draft.reach("orders")) {
      throw new Untranslatable("no foreign key leads from " + base + " to orders");
    }
    String date = schema.table("orders").flatMap(Table::dateColumn).map(Column::name).orElseThrow();
    String dateColumn = Names.column("orders", date);
    DimensionWriter writer = new DimensionWriter(draft);
    for (Dimension dimension : dimensions(intent)) {
      writer.split(dimension, dateColumn);
    }
    String expression = measure.over(base).orElseThrow();
    boolean sumOfAll = measure.isSum() && !draft.isGrouped();
    draft.column(
        (sumOfAll ? "COALESCE(" + expression + ", 0)" : expression) + " AS " + measure.label());
    intent.period().ifPresent(period -> draft.condition(period.condition(dateColumn)));
    boolean byStatus =
        intent.filters().stream().anyMatch(filter -> filter.isOn("orders", "status"));
    if (!measure.countsCancelled() && !byStatus && schema.has("orders", "status")) {
      draft.condition("orders.status <> 'cancelled'");
    }
    writer.filter(intent.filters());
    writer.order(measure.label(), intent.rank().orElse(null));
    return draft.sql();
  }

  /** "The ten best products" names products without "each", and means each all the same. */
  private static List<Dimension> dimensions(Intent intent) throws Untranslatable {
    List<Dimension> dimensions = new ArrayList<>(intent.dimensions());
    for (Table subject : intent.subjects()) {
      if (!subject.name().equals("orders") && !subject.name().equals("order_items")) {
        dimensions.add(new Dimension.ByTable(subject));
      }
    }
    intent.named().forEach(columns -> dimensions.add(new Dimension.ByColumn(columns)));
    if (dimensions.isEmpty() && intent.rank().filter(rank -> rank.count() > 0).isPresent()) {
      throw new Untranslatable("the question does not say the first of what");
    }
    return dimensions;
  }
}
