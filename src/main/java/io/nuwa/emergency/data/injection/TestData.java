package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What may be done with the test data of a database. Each call opens a connection and closes it;
 * each but {@link #version} throws an {@link OtherDatabaseException} when it reaches another
 * database than before that holds rows.
 *
 * @param access to the database
 * @param rows how many are wanted, by table as the plan names it
 * @param before the {@link #identity} of the database that rows were injected into; empty when that
 *     is not known
 */
public record TestData(Access access, Map<String, Long> rows, Optional<String> before) {
  public TestData {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  /** Whether the database answers; throws when it does not. */
  public String version(Duration within) throws SQLException, InterruptedException {
    try (Connection connection = access.open(within)) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /** Which database it is; another text stands for another database. */
  public String identity(Duration within) throws SQLException, InterruptedException {
    return Calls.transaction(access, within, DatabaseIdentity::read);
  }

  /**
   * Applies a schema file and looks whether all is there then.
   *
   * @param sql its text; empty for none
   */
  public SchemaComparison schema(String sql, Duration within)
      throws SQLException, InterruptedException {
    Tried<Map<String, Table>> expected =
        sql.isBlank()
            ? Tried.not("it is empty")
            : held(within, found -> SchemaFile.expected(found, sql));
    return held(
        within,
        connection -> {
          if (!sql.isBlank()) {
            SchemaFile.apply(connection, sql);
          }
          return SchemaFile.compared(connection, expected, rows.keySet());
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
    Tried<ExpectedSchema> expected = held(within, found -> SchemaFile.parts(found, sql));
    if (expected.found().isEmpty()) {
      return Restored.not(expected.why());
    }
    ExpectedSchema parts = expected.found().get();
    return held(
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
    long end = System.nanoTime() + within.toNanos();
    var injection = new Injection(wanted, sent);
    Optional<Injected> complete = held(within, injection::alreadyThere);
    if (complete.isPresent()) {
      return complete.get();
    }
    Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    return held(left, injection::inject);
  }

  /** Our rows that still stand in the wanted tables. */
  public Standing standing(String owner, Duration within)
      throws SQLException, InterruptedException {
    return held(
        within, connection -> Standing.read(connection, new Ledger(connection, owner), rows));
  }

  /** Takes back what was injected for this owner. */
  public Cleaned clean(String owner, Duration within) throws SQLException, InterruptedException {
    return held(
        within, connection -> new Cleaning(connection, new Ledger(connection, owner)).clean());
  }

  private <T> T held(Duration within, SqlWork<T> work) throws SQLException, InterruptedException {
    return Calls.transaction(
        access,
        within,
        connection -> {
          DatabaseIdentity.hold(connection, before, rows.keySet());
          return work.with(connection);
        });
  }
}
