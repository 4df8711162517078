package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.TableOrder;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Foreign keys: whom a row refers to, in this batch or among the rows that are there already. */
final class References {
  private final Design design;
  private final Present present;
  private final Map<TableName, Integer> places = new HashMap<>();
  private final Map<ForeignKey, List<List<String>>> parents = new HashMap<>();

  References(Design design, List<Table> order, Present present) {
    this.design = design;
    this.present = present;
    for (Table table : order) {
      places.put(table.name(), places.size());
    }
  }

  /** The values of a column that refers to another table; empty for one that does not. */
  Optional<Field> field(Table table, Column column) {
    Optional<ForeignKey> key = keyOf(table, column.name());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    int part = key.get().columns().indexOf(column.name());
    if (count(table, key.get()) == 0) {
      return column.nullable() ? Optional.of((out, row) -> out.empty()) : Optional.empty();
    }
    String target = key.get().targetColumns().get(part);
    Optional<Table> parent = design.table(key.get().target());
    Field values =
        parent.isPresent()
            ? design.field(parent.get(), target)
            : new Texts.InTurn(
                Encoding.of(
                    table, column, parents(key.get()).stream().map(row -> row.get(part)).toList()));
    return Optional.of(new Reference(values, picker(table, key.get())));
  }

  /** The widest reference that a column is part of: it decides what stands there. */
  static Optional<ForeignKey> keyOf(Table table, String column) {
    return table.foreignKeys().stream()
        .filter(key -> key.columns().contains(column))
        .max(Comparator.comparingInt(key -> key.columns().size()));
  }

  /** How rows of a table pick the rows that they refer to by this key. */
  Picker picker(Table table, ForeignKey key) {
    if (key.target().equals(table.name())) {
      return TableOrder.mayBeEmpty(table, key)
          ? new Picker.Earlier(design.seed(table, key))
          : new Picker.Same();
    }
    return design
        .uniqueness()
        .picker(table, key)
        .or(() -> design.reckoning().groups(table, key).map(groups -> (Picker) groups))
        .or(() -> another(table, key))
        .orElseGet(() -> new Picker.Anyone(design.seed(table, key), count(table, key)));
  }

  /** A sender who must not be the receiver: the later of the two columns keeps off the earlier. */
  private Optional<Picker> another(Table table, ForeignKey key) {
    long parents = count(table, key);
    for (Rule rule : table.rules()) {
      if (rule instanceof Rule.Differs differs && parents > 1) {
        for (ForeignKey other : table.foreignKeys()) {
          var two = List.of(other.columns(), key.columns());
          boolean meant = two.equals(List.of(List.of(differs.column()), List.of(differs.other())));
          if (meant && other.target().equals(key.target())) {
            return Optional.of(
                new Picker.Another(design.seed(table, key), parents, picker(table, other)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * How many rows may be referred to; 0 when the reference stays empty.
   *
   * @throws UnfitSchemaException when there is none and the reference may not stay empty
   */
  long count(Table table, ForeignKey key) {
    Optional<Table> parent = design.table(key.target());
    if (parent.isPresent()) {
      boolean laterThanUs = places.get(key.target()) > places.get(table.name());
      return laterThanUs ? 0 : design.rows(parent.get());
    }
    long there = parents(key).size();
    if (there == 0 && !TableOrder.mayBeEmpty(table, key)) {
      throw new UnfitSchemaException(
          table.name()
              + "."
              + String.join(",", key.columns())
              + " refers to "
              + key.target()
              + ", which is empty; add '"
              + key.target()
              + "' to rows:");
    }
    return there;
  }

  private List<List<String>> parents(ForeignKey key) {
    return parents.computeIfAbsent(key, present::parents);
  }
}
