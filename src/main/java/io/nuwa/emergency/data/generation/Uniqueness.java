package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.UniqueKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that unique keys hold by the way in which values are made, without looking back at
 * rows that were made before: each key has one column that differs in every row, or it consists of
 * choices whose combinations are walked through.
 */
final class Uniqueness {
  private final Design design;
  private final DistinctColumns distinct;

  Uniqueness(Design design, Present present) {
    this.design = design;
    this.distinct = new DistinctColumns(design, present);
  }

  /** The values of a column that differs in every row, or is part of a combination that does. */
  Optional<Field> field(Table table, Column column) {
    for (UniqueKey key : open(table)) {
      if (carrier(table, key).filter(column.name()::equals).isPresent()) {
        return Optional.of(distinct.field(table, column));
      }
      if (carrier(table, key).isEmpty() && key.columns().contains(column.name())) {
        Encoded choices = design.plain().choices(table, column).orElseThrow();
        return Optional.of(
            new Reference(new Texts.InTurn(choices), part(table, key, column.name())));
      }
    }
    return Optional.empty();
  }

  /** How a reference picks, when a unique key leaves it no choice. */
  Optional<Picker> picker(Table table, ForeignKey reference) {
    for (UniqueKey key : open(table)) {
      if (carrier(table, key).isEmpty() && containsAny(key, reference)) {
        return Optional.of(part(table, key, reference.columns().getFirst()));
      }
    }
    return Optional.empty();
  }

  /** Whether a unique key says how this reference picks. */
  boolean governs(Table table, ForeignKey reference) {
    return open(table).stream()
        .anyMatch(key -> carrier(table, key).isEmpty() && containsAny(key, reference));
  }

  private static boolean containsAny(UniqueKey key, ForeignKey reference) {
    return key.columns().stream().anyMatch(reference.columns()::contains);
  }

  /** Keys that have to be cared for, a narrower one before the wider ones that it settles. */
  private List<UniqueKey> open(Table table) {
    Set<String> settled = new HashSet<>();
    table.counter().ifPresent(counter -> settled.add(counter.name()));
    for (Column column : table.columns()) {
      if (!Batch.isWritten(table, column)) {
        settled.add(column.name());
      }
    }
    var open = new ArrayList<UniqueKey>();
    table.keys().stream()
        .filter(key -> !key.columns().isEmpty())
        .sorted(java.util.Comparator.comparingInt(key -> key.columns().size()))
        .forEach(
            key -> {
              if (key.columns().stream().noneMatch(settled::contains)) {
                open.add(key);
                carrier(table, key).ifPresent(settled::add);
              }
            });
    return open;
  }

  /** The column of a key that differs in every row; empty when it consists of choices only. */
  private Optional<String> carrier(Table table, UniqueKey key) {
    return key.columns().stream()
        .filter(name -> References.keyOf(table, name).isEmpty())
        .filter(
            name -> {
              Column column = table.column(name).orElseThrow();
              return !(column.type() instanceof ColumnType.Bool)
                  && (key.columns().size() == 1 || design.plain().choices(table, column).isEmpty());
            })
        .findFirst();
  }

  /** One part of the combinations of a key. */
  private Picker part(Table table, UniqueKey key, String column) {
    long combinations = 1;
    long below = 0;
    long parents = 0;
    for (Set<String> part : parts(table, key)) {
      long count = count(table, part.iterator().next());
      if (part.contains(column)) {
        below = combinations;
        parents = count;
      }
      combinations = Math.multiplyExact(combinations, count);
    }
    if (combinations < design.rows(table)) {
      throw new UnfitSchemaException(
          "only "
              + combinations
              + " rows of "
              + table.name()
              + " can differ in "
              + String.join(", ", key.columns())
              + " ("
              + key.name()
              + "), but rows: asks for "
              + design.rows(table)
              + "; ask for fewer");
    }
    return new Picker.Part(Picker.Part.stride(combinations), combinations, below, parents);
  }

  /** The columns of a key, those of one reference together. */
  private static List<Set<String>> parts(Table table, UniqueKey key) {
    var parts = new ArrayList<Set<String>>();
    for (String column : key.columns()) {
      if (parts.stream().noneMatch(part -> part.contains(column))) {
        parts.add(
            References.keyOf(table, column)
                .map(reference -> Set.copyOf(reference.columns()))
                .orElse(Set.of(column)));
      }
    }
    return parts;
  }

  private long count(Table table, String column) {
    Optional<ForeignKey> reference = References.keyOf(table, column);
    if (reference.isPresent()) {
      return Math.max(1, design.references().count(table, reference.get()));
    }
    return design.plain().choices(table, table.column(column).orElseThrow()).orElseThrow().size();
  }
}
