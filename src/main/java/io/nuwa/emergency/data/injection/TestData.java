package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What may be done with the test data of a database. Each call opens a connection and closes it.
 */
public record TestData(Access access) {

  /** Whether the database answers; throws when it does not. */
  public String version(Duration within) throws SQLException, InterruptedException {
    try (Connection connection = access.open(within)) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /**
   * Applies a schema file and looks whether all is there then.
   *
   * @param sql its text; empty for none
   * @param needed tables that must exist
   */
  public SchemaComparison schema(String sql, Iterable<String> needed, Duration within)
      throws SQLException, InterruptedException {
    Tried<Map<String, Table>> expected =
        sql.isBlank()
            ? Tried.not("it is empty")
            : Calls.transaction(access, within, found -> SchemaFile.expected(found, sql));
    return Calls.transaction(
        access,
        within,
        connection -> {
          if (!sql.isBlank()) {
            SchemaFile.apply(connection, sql);
          }
          return SchemaFile.compared(connection, expected, needed);
        });
  }

  /**
   * Creates what the database lacks of a schema file, after our own rows were taken back.
   *
   * @param sql its text
   * @param owner whose rows are ours
   */
  public Restored restore(String sql, String owner, Duration within)
      throws SQLException, InterruptedException {
    Tried<ExpectedSchema> expected =
        Calls.transaction(access, within, found -> SchemaFile.parts(found, sql));
    if (expected.found().isEmpty()) {
      return Restored.not(expected.why());
    }
    ExpectedSchema parts = expected.found().get();
    return Calls.transaction(
        access,
        within,
        connection -> new Restoring(connection, parts).run(sql, new Ledger(connection, owner)));
  }

  /**
   * Injects the wanted rows in one transaction; does nothing when they are there already.
   *
   * @throws io.nuwa.emergency.data.schema.UnfitSchemaException when no fitting rows can be made
   */
  public Injected inject(Wanted wanted, Duration within, RowsSent sent)
      throws SQLException, InterruptedException {
    return new Injection(wanted, sent).run(access, within);
  }

  /** Our rows that still stand. */
  public Standing standing(String owner, Duration within)
      throws SQLException, InterruptedException {
    return Calls.transaction(
        access, within, connection -> Standing.read(connection, new Ledger(connection, owner)));
  }

  /** Takes back what was injected for this owner. */
  public Cleaned clean(String owner, Duration within) throws SQLException, InterruptedException {
    return Calls.transaction(
        access,
        within,
        connection -> new Cleaning(connection, new Ledger(connection, owner)).clean());
  }
}
