package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.ForeignKey;
import io.nuwa.text2sql.schema.LiveSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A SELECT being put together: tables are joined as they are reached. */
final class SelectDraft {
  private final LiveSchema schema;
  private final String base;
  private final Map<String, String> joins = new LinkedHashMap<>();
  private final List<String> columns = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private int limit;

  SelectDraft(LiveSchema schema, String base) {
    this.schema = schema;
    this.base = base;
  }

  /** Joins whatever lies between here and the table; false when there is no way. */
  boolean reach(String table) {
    Optional<List<ForeignKey>> path = schema.path(base, table);
    for (ForeignKey key : path.orElse(List.of())) {
      joins.putIfAbsent(
          key.target(),
          "JOIN %s ON %s = %s"
              .formatted(
                  Names.quoted(key.target()),
                  Names.column(key.target(), key.targetColumn()),
                  Names.column(key.table(), key.column())));
    }
    return path.isPresent();
  }

  /** The first of the columns whose table can be reached, now joined. */
  Optional<ColumnRef> reachFirst(List<ColumnRef> candidates) {
    return candidates.stream()
        .filter(candidate -> candidate.table().equals(base))
        .findFirst()
        .or(() -> candidates.stream().filter(candidate -> reach(candidate.table())).findFirst());
  }

  void column(String expression) {
    columns.add(expression);
  }

  void condition(String condition) {
    conditions.add(condition);
  }

  void group(String expression) {
    groups.add(expression);
  }

  boolean isGrouped() {
    return !groups.isEmpty();
  }

  void order(String expression) {
    order.add(expression);
  }

  void limit(int rows) {
    limit = rows;
  }

  String sql() {
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", columns));
    sql.append(" FROM ").append(Names.quoted(base));
    joins.values().forEach(join -> sql.append(' ').append(join));
    append(sql, " WHERE ", " AND ", conditions);
    append(sql, " GROUP BY ", ", ", groups);
    append(sql, " ORDER BY ", ", ", order);
    if (limit > 0) {
      sql.append(" LIMIT ").append(limit);
    }
    return sql.toString();
  }

  private static void append(StringBuilder sql, String word, String between, List<String> parts) {
    if (!parts.isEmpty()) {
      sql.append(word).append(String.join(between, parts));
    }
  }
}
