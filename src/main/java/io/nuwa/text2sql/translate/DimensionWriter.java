package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Writes what an answer is split by, filtered by and limited to into a draft. */
final class DimensionWriter {
  private final SelectDraft draft;
  private final List<String> labels = new ArrayList<>();
  private final List<String> tieBreakers = new ArrayList<>();
  private boolean overTime;

  DimensionWriter(SelectDraft draft) {
    this.draft = draft;
  }

  /** Adds a dimension; {@code dateColumn} is the one that time is counted by, null for none. */
  void split(Dimension dimension, String dateColumn) throws Untranslatable {
    switch (dimension) {
      case Dimension.ByTime(TimeUnit unit) -> splitByTime(unit, dateColumn);
      case Dimension.ByTable(Table table) -> splitByTable(table);
      case Dimension.ByColumn(List<ColumnRef> candidates) -> {
        ColumnRef column =
            draft
                .reachFirst(candidates)
                .orElseThrow(() -> unreachable(candidates.getFirst().table()));
        String label = Names.quoted(column.column().name());
        draft.column(column.sql());
        draft.group(column.sql());
        labels.add(label);
      }
    }
  }

  void filter(List<Filter> filters) throws Untranslatable {
    for (Filter filter : filters) {
      ColumnRef column =
          draft
              .reachFirst(filter.candidates())
              .orElseThrow(() -> unreachable(filter.candidates().getFirst().table()));
      draft.condition(filter.condition(column));
    }
  }

  /** Orders by the measure, or by time where time is what is asked for. */
  void order(String measure, Rank rank) {
    if (!draft.isGrouped()) {
      return;
    }
    if (rank != null || !overTime) {
      draft.order(measure + (rank != null && rank.ascending() ? " ASC" : " DESC"));
    }
    labels.forEach(draft::order);
    tieBreakers.forEach(draft::order);
    draft.limit(rank == null || rank.count() == 0 ? 1000 : rank.count());
  }

  private void splitByTime(TimeUnit unit, String dateColumn) throws Untranslatable {
    if (dateColumn == null) {
      throw new Untranslatable("no date column to split by " + unit.label());
    }
    String expression = unit.expression(dateColumn);
    draft.column(expression + " AS " + unit.label());
    draft.group(expression);
    labels.addFirst(unit.label());
    overTime = true;
  }

  private void splitByTable(Table table) throws Untranslatable {
    if (!draft.reach(table.name())) {
      throw unreachable(table.name());
    }
    String label = Names.quoted(Names.singular(table.name()));
    String shown = table.column("name").map(Column::name).orElse(table.columns().getFirst().name());
    String column = Names.column(table.name(), shown);
    draft.column(column + " AS " + label);
    labels.add(label);
    if (table.has("id") && !shown.equals("id")) {
      draft.group(Names.column(table.name(), "id"));
      tieBreakers.add(Names.column(table.name(), "id"));
    }
    draft.group(column);
  }

  private static Untranslatable unreachable(String table) {
    return new Untranslatable("no foreign key leads to " + table);
  }
}
