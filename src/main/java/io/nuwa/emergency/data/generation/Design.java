package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for each column how its values are made. Columns are worked out when somebody asks for
 * them, so that a price may ask for its product's and a total for its lines'.
 */
final class Design {
  private final Request request;
  private final References references;
  private final Uniqueness uniqueness;
  private final Reckoning reckoning;
  private final PlainColumns plain;
  private final Map<TableName, Table> tables = new HashMap<>();
  private final Map<String, Field> known = new HashMap<>();

  Design(List<Table> order, Request request, Present present, Pools pools) {
    this.request = request;
    order.forEach(table -> tables.put(table.name(), table));
    this.uniqueness = new Uniqueness(this, present);
    this.reckoning = new Reckoning(this);
    this.references = new References(this, order, present);
    this.plain = new PlainColumns(this, pools);
  }

  /** The values of a column. */
  Field field(Table table, String column) {
    String key = table.name().quoted() + "." + column;
    Field field = known.get(key);
    if (field == null) {
      field = decide(table, column);
      known.put(key, field);
    }
    return field;
  }

  private Field decide(Table table, String name) {
    Column column =
        table
            .column(name)
            .filter(found -> Batch.isWritten(table, found))
            .orElseThrow(
                () ->
                    new UnfitSchemaException(
                        table.name()
                            + "."
                            + name
                            + " is referred to, but only PostgreSQL fills it; make it the primary"
                            + " key, or leave the referring table out of rows:"));
    if (column.nullable() && table.rulesOf(name).stream().anyMatch(Rule.Empty.class::isInstance)) {
      return (out, row) -> out.empty();
    }
    if (table.counter().filter(column::equals).isPresent()
        && column.type() instanceof ColumnType.Whole whole) {
      return new Numbers.Counter(whole.bytes(), request.firstKeys().getOrDefault(table.name(), 1L));
    }
    Optional<Field> reference = references.field(table, column);
    if (reference.isPresent()) {
      return reference.get();
    }
    return uniqueness
        .field(table, column)
        .or(() -> reckoning.result(table, column))
        .or(() -> reckoning.field(table, column))
        .orElseGet(() -> plain.field(table, column));
  }

  /** Whether something else than the type and the checks of a column decides what stands in it. */
  boolean isDecided(Table table, String name) {
    Column column = table.column(name).orElseThrow();
    return table.counter().filter(column::equals).isPresent()
        || References.keyOf(table, name).isPresent()
        || uniqueness.field(table, column).isPresent()
        || reckoning.field(table, column).isPresent()
        || plain.isPriceOfGoods(table, column);
  }

  PlainColumns plain() {
    return plain;
  }

  References references() {
    return references;
  }

  Uniqueness uniqueness() {
    return uniqueness;
  }

  Reckoning reckoning() {
    return reckoning;
  }

  /** A table that gets rows in this batch. */
  Optional<Table> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  Iterable<Table> all() {
    return request.tables();
  }

  long rows(Table table) {
    return request.rows().get(table.name());
  }

  /** A seed for what hangs on a column. */
  long seed(Table table, String column) {
    return Randomness.seed(request.seed(), table.name() + "." + column);
  }

  /** A seed for the picks of a reference: all of its columns must pick alike. */
  long seed(Table table, ForeignKey key) {
    return seed(table, String.join(",", key.columns()));
  }

  Request request() {
    return request;
  }
}
