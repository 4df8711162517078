package io.nuwa.emergency.data.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts tables into the order in which they can be filled: whoever is referred to comes first. */
public final class TableOrder {
  private TableOrder() {}

  /**
   * Sorts by foreign keys. A circle is opened at a reference that may stay empty.
   *
   * @return the tables, first to be filled first
   * @throws UnfitSchemaException when tables refer to each other in a circle without such an
   *     opening
   */
  public static List<Table> sort(Collection<Table> tables) {
    var sorted = new ArrayList<Table>();
    var left = new ArrayList<>(tables);
    while (!left.isEmpty()) {
      Table next = first(left, true);
      if (next == null) {
        // In a circle: only the references that may not stay empty have to be respected.
        next = first(left, false);
      }
      if (next == null) {
        throw new UnfitSchemaException(
            "the tables "
                + String.join(", ", left.stream().map(t -> t.name().toString()).toList())
                + " refer to each other in a circle and no column of it may be null;"
                + " make one of the foreign key columns nullable");
      }
      sorted.add(next);
      left.remove(next);
    }
    return sorted;
  }

  private static Table first(List<Table> left, boolean everyKey) {
    Set<TableName> waiting = new HashSet<>();
    left.forEach(table -> waiting.add(table.name()));
    for (Table table : left) {
      boolean free =
          table.foreignKeys().stream()
              .filter(key -> everyKey || !mayBeEmpty(table, key))
              .noneMatch(
                  key -> !key.target().equals(table.name()) && waiting.contains(key.target()));
      if (free) {
        return table;
      }
    }
    return null;
  }

  /** Whether a reference may be left empty. */
  public static boolean mayBeEmpty(Table table, ForeignKey key) {
    return key.columns().stream()
        .anyMatch(name -> table.column(name).map(Column::nullable).orElse(false));
  }
}
