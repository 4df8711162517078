package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import io.nuwa.text2sql.schema.LiveSchema;
import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about the rows of any one table: how many, which, and computed over a column. */
final class TableQuery {
  private static final int LISTED = 100;

  private final LiveSchema schema;

  TableQuery(LiveSchema schema) {
    this.schema = schema;
  }

  String write(Intent intent) throws Untranslatable {
    if (intent.aggregate().isPresent()) {
      return aggregate(intent, intent.aggregate().get());
    }
    Table subject = subject(intent);
    boolean split = !intent.dimensions().isEmpty();
    Optional<ColumnRef> named =
        intent.named().stream()
            .flatMap(List::stream)
            .filter(ref -> ref.table().equals(subject.name()))
            .findFirst();
    if (named.isPresent() && !split && intent.rank().isEmpty()) {
      return values(intent, subject, named.get());
    }
    return intent.counting() || split
        ? grouped(intent, subject, "COUNT(*)", "count")
        : list(intent, subject, named);
  }

  private String aggregate(Intent intent, Aggregate aggregate) throws Untranslatable {
    List<String> subjects = intent.subjects().stream().map(Table::name).toList();
    ColumnRef column =
        aggregate.candidates().stream()
            .filter(ref -> subjects.contains(ref.table()))
            .findFirst()
            .or(() -> aggregate.candidates().stream().findFirst())
            .orElseThrow(() -> new Untranslatable("the column named holds no numbers"));
    Table table = schema.table(column.table()).orElseThrow();
    return grouped(intent, table, aggregate.expression(column), aggregate.label(column));
  }

  private String grouped(Intent intent, Table subject, String expression, String label)
      throws Untranslatable {
    SelectDraft draft = new SelectDraft(schema, subject.name());
    DimensionWriter writer = new DimensionWriter(draft);
    for (Dimension dimension : dimensions(intent, subject)) {
      writer.split(dimension, dateColumn(subject));
    }
    draft.column(expression + " AS " + label);
    restrict(intent, subject, draft, writer);
    writer.order(label, intent.rank().orElse(null));
    return draft.sql();
  }

  private String values(Intent intent, Table subject, ColumnRef column) throws Untranslatable {
    SelectDraft draft = new SelectDraft(schema, subject.name());
    draft.column(
        intent.counting()
            ? "COUNT(DISTINCT " + column.sql() + ") AS count"
            : "DISTINCT " + column.sql());
    restrict(intent, subject, draft, new DimensionWriter(draft));
    if (!intent.counting()) {
      draft.order(column.sql());
      draft.limit(LISTED);
    }
    return draft.sql();
  }

  private String list(Intent intent, Table subject, Optional<ColumnRef> by) throws Untranslatable {
    SelectDraft draft = new SelectDraft(schema, subject.name());
    draft.column(Names.quoted(subject.name()) + ".*");
    restrict(intent, subject, draft, new DimensionWriter(draft));
    boolean ascending = intent.rank().map(Rank::ascending).orElse(false);
    by.ifPresent(ref -> draft.order(ref.sql() + (ascending ? " ASC" : " DESC")));
    if (subject.has("id")) {
      draft.order(Names.column(subject.name(), "id"));
    }
    draft.limit(intent.rank().map(Rank::count).filter(count -> count > 0).orElse(LISTED));
    return draft.sql();
  }

  private void restrict(Intent intent, Table subject, SelectDraft draft, DimensionWriter writer)
      throws Untranslatable {
    if (intent.period().isPresent()) {
      String date = dateColumn(subject);
      if (date == null) {
        throw new Untranslatable(subject.name() + " has no date column");
      }
      draft.condition(intent.period().get().condition(date));
    }
    writer.filter(intent.filters());
  }

  private List<Dimension> dimensions(Intent intent, Table subject) {
    List<Dimension> dimensions = new ArrayList<>(intent.dimensions());
    boolean implied = intent.rank().isPresent() && intent.dimensions().isEmpty();
    intent.named().stream()
        .filter(_ -> implied)
        .forEach(columns -> dimensions.add(new Dimension.ByColumn(columns)));
    dimensions.removeIf(
        dimension -> dimension instanceof Dimension.ByTable(Table table) && table.equals(subject));
    return dimensions;
  }

  /** The table that was named; else the one whose column was. */
  private Table subject(Intent intent) throws Untranslatable {
    if (intent.subjects().size() > 1) {
      throw new Untranslatable("the question names several tables without saying what of them");
    }
    return intent.subjects().stream()
        .findFirst()
        .or(() -> firstOwner(intent))
        .orElseThrow(() -> new Untranslatable("the question names nothing that can be measured"));
  }

  private Optional<Table> firstOwner(Intent intent) {
    for (Dimension dimension : intent.dimensions()) {
      if (dimension instanceof Dimension.ByColumn(List<ColumnRef> candidates)) {
        return schema.table(candidates.getFirst().table());
      }
    }
    return intent.named().stream()
        .findFirst()
        .flatMap(columns -> schema.table(columns.getFirst().table()));
  }

  private static String dateColumn(Table table) {
    return table
        .dateColumn()
        .map(Column::name)
        .map(column -> Names.column(table.name(), column))
        .orElse(null);
  }
}
