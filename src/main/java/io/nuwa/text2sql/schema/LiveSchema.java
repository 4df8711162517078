package io.nuwa.text2sql.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables at one moment.
 *
 * @param tables in order of name
 * @param foreignKeys the single-column ones
 */
public record LiveSchema(List<Table> tables, List<ForeignKey> foreignKeys) {

  /** The table of that name. */
  public Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** True when that table exists and has all these columns. */
  public boolean has(String table, String... columns) {
    return table(table).map(found -> List.of(columns).stream().allMatch(found::has)).orElse(false);
  }

  /**
   * The shortest way from one table to another along foreign keys, from many to one only, so that
   * no row of the starting table is counted twice. Empty list for a table to itself.
   */
  public Optional<List<ForeignKey>> path(String from, String to) {
    Map<String, List<ForeignKey>> reached = new HashMap<>(Map.of(from, List.of()));
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !reached.containsKey(to)) {
      String here = next.removeFirst();
      for (ForeignKey key : foreignKeys) {
        if (key.table().equals(here) && !reached.containsKey(key.target())) {
          List<ForeignKey> way = new ArrayList<>(reached.get(here));
          way.add(key);
          reached.put(key.target(), List.copyOf(way));
          next.addLast(key.target());
        }
      }
    }
    return Optional.ofNullable(reached.get(to));
  }
}
