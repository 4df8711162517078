package io.nuwa.emergency.data.schema;

import java.util.List;

/**
 * Columns whose values may stand together only once: a primary key, a unique constraint or index.
 *
 * @param name the name of its index
 * @param columns those that it speaks of, also inside expressions such as {@code lower(email)}
 * @param primary whether it is the primary key
 */
public record UniqueKey(String name, List<String> columns, boolean primary) {
  public UniqueKey {
    columns = List.copyOf(columns);
  }
}
