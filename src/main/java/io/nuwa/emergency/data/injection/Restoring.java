package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Creates what a database lacks of its schema file. Drops nothing and changes no row of others. Our
 * own rows are taken back first: they lack what is missing, and are injected again afterwards.
 */
final class Restoring {
  private final Connection connection;
  private final ExpectedSchema expected;
  private final List<String> created = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  Restoring(Connection connection, ExpectedSchema expected) {
    this.connection = connection;
    this.expected = expected;
  }

  /** Restores within the transaction of the connection. */
  Restored run(String sql, Ledger ledger) throws SQLException {
    Map<String, TableName> there = there();
    var columns = new LinkedHashMap<ExpectedSchema.Column, TableName>();
    for (TableName name : there.values()) {
      Table table = new SchemaReader(connection).read(name);
      expected.missingFrom(table).forEach(column -> columns.put(column, name));
    }
    List<String> tables = names().stream().filter(name -> !there.containsKey(name)).toList();
    List<ExpectedSchema.Constraint> constraints = missingConstraints(there);
    if (tables.isEmpty() && columns.isEmpty() && constraints.isEmpty()) {
      return new Restored(List.of(), List.of(), "", Optional.empty());
    }
    String cleaned = new Cleaning(connection, ledger).clean().text();
    for (var column : columns.entrySet()) {
      add(column.getValue(), column.getKey());
    }
    SchemaFile.apply(connection, sql);
    tables.forEach(table -> created.add("table " + table));
    // What the file has created just now brings its own.
    for (ExpectedSchema.Constraint constraint : missingConstraints(there())) {
      add(there.get(constraint.table()), constraint);
    }
    return new Restored(created, left, cleaned, Optional.empty());
  }

  private Set<String> names() {
    return expected.columns().stream()
        .map(ExpectedSchema.Column::table)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The expected tables that exist. */
  private Map<String, TableName> there() throws SQLException {
    var there = new LinkedHashMap<String, TableName>();
    for (String name : names()) {
      Optional<TableName> found = new SchemaReader(connection).find(name);
      found.ifPresent(table -> there.put(name, table));
    }
    return there;
  }

  private List<ExpectedSchema.Constraint> missingConstraints(Map<String, TableName> there)
      throws SQLException {
    Set<String> standing = new LinkedHashSet<>();
    for (String schema :
        there.values().stream().map(TableName::schema).collect(Collectors.toSet())) {
      for (ExpectedSchema.Constraint one : ExpectedSchema.constraints(connection, schema)) {
        standing.add(one.table() + " " + one.definition());
        // Of the same name and different: somebody has changed it, so it is not missing.
        standing.add(one.table() + " " + one.name());
      }
    }
    return expected.constraints().stream()
        .filter(one -> there.containsKey(one.table()))
        .filter(one -> !standing.contains(one.table() + " " + one.definition()))
        .filter(one -> !standing.contains(one.table() + " " + one.name()))
        .toList();
  }

  private void add(TableName table, ExpectedSchema.Column column) throws SQLException {
    Tables.execute(connection, ExpectedSchema.adding(table, column));
    String name = table + "." + column.name();
    created.add("column " + name + " " + column.type());
    if (column.needed()) {
      attempt(
          "NOT NULL of " + name,
          "ALTER TABLE "
              + table.quoted()
              + " ALTER COLUMN "
              + TableName.quote(column.name())
              + " SET NOT NULL");
    }
  }

  private void add(TableName table, ExpectedSchema.Constraint constraint) throws SQLException {
    boolean done =
        attempt(
            "constraint " + constraint.name() + " of " + table,
            "ALTER TABLE "
                + table.quoted()
                + " ADD CONSTRAINT "
                + TableName.quote(constraint.name())
                + " "
                + constraint.definition());
    if (done) {
      created.add("constraint " + constraint.name() + " of " + table);
    }
  }

  /** Does what something that is not ours may contradict; that stays, and this is told. */
  private boolean attempt(String what, String sql) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Tables.execute(connection, sql);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      connection.rollback(before);
      boolean rows = e.getSQLState() != null && e.getSQLState().startsWith("23");
      String why = rows ? "rows that are not ours contradict it: " : "PostgreSQL refuses it: ";
      left.add(what + ", because " + why + e.getMessage());
      return false;
    }
  }
}
