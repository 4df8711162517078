package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.generation.Batch;
import io.nuwa.emergency.data.generation.Pools;
import io.nuwa.emergency.data.generation.Request;
import io.nuwa.emergency.data.generation.TableRows;
import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.postgresql.PGConnection;

/** Brings the wanted rows into a database, all or none of them. */
final class Injection {
  private final Wanted wanted;
  private final RowsSent sent;
  private final FutureTask<Pools> pools;
  private final List<Table> tables = new ArrayList<>();
  private final Map<TableName, Long> rows = new LinkedHashMap<>();
  private Map<TableName, Long> firstKeys = Map.of();

  Injection(Wanted wanted, RowsSent sent) {
    this.wanted = wanted;
    this.sent = sent;
    this.pools = new FutureTask<>(() -> Pools.of(wanted.seed()));
    // Words take nearly as long to draw as the database takes to be asked: both at once.
    Thread.ofPlatform().daemon().name("words").start(pools);
  }

  /** Looks at what there is; sets numbers aside when there is something to do. */
  Optional<Injected> alreadyThere(Connection connection) throws SQLException {
    var reader = new SchemaReader(connection);
    for (var table : wanted.rows().entrySet()) {
      TableName name =
          reader
              .find(table.getKey())
              .orElseThrow(
                  () ->
                      new UnfitSchemaException(
                          "there is no table '"
                              + table.getKey()
                              + "'; create it, or name a schema:"
                              + " file that does"));
      tables.add(reader.read(name));
      rows.put(name, table.getValue());
    }
    Standing standing =
        Standing.read(connection, new Ledger(connection, wanted.owner()), wanted.rows());
    if (standing.satisfies(rows, wanted.seed(), wanted.today())) {
      String database = DatabaseIdentity.read(connection);
      return Optional.of(new Injected(standing, false, Optional.empty(), database));
    }
    firstKeys = Keys.reserve(connection, tables, rows);
    return Optional.empty();
  }

  /** Injects, after what is left of our rows was taken back. */
  Injected inject(Connection connection) throws SQLException, InterruptedException {
    // Two runs at once would each clean what the other is about to inject.
    Tables.execute(
        connection, "SELECT pg_advisory_xact_lock(hashtextextended('emergency.injected', 0))");
    var ledger = new Ledger(connection, wanted.owner());
    ledger.create();
    Optional<Cleaned> cleaned = Optional.empty();
    if (!ledger.entries().isEmpty()) {
      cleaned = Optional.of(new Cleaning(connection, ledger).clean());
    }
    // Rows of ours that had to stay are in the way like anybody's.
    boolean avoid =
        wanted.avoidTaken() || cleaned.map(done -> !done.kept().isEmpty()).orElse(false);
    var request = new Request(tables, rows, firstKeys, wanted.seed(), wanted.today());
    List<TableRows> batch = prepared(request, new RowsPresent(connection, avoid));
    var pipe = new CopyPipe();
    for (TableRows table : batch) {
      pipe.copy(
          connection.unwrap(PGConnection.class),
          table,
          count -> sent.at(table.table().name().toString(), count, table.rows()));
    }
    // Whatever a trigger has to do with the rows, it does before they are looked at.
    Tables.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
    Tables.count(connection, batch.stream().map(table -> table.table().name()).toList());
    var standing = new LinkedHashMap<TableName, Standing.Count>();
    for (TableRows table : batch) {
      standing.put(table.table().name(), note(connection, ledger, table));
    }
    return new Injected(
        new Standing(standing, List.of(), wanted.seed(), wanted.today()),
        true,
        cleaned,
        DatabaseIdentity.read(connection));
  }

  /** Counted, not taken from what was sent: a trigger may have kept rows out, or changed them. */
  private Standing.Count note(Connection connection, Ledger ledger, TableRows table)
      throws SQLException {
    TableName name = table.table().name();
    long first = firstKeys.getOrDefault(name, 0L);
    var entry =
        new Ledger.Entry(
            ledger.transaction(),
            name,
            table.table().counter().map(Column::name).orElse(""),
            first,
            first + table.rows() - 1,
            table.rows(),
            wanted.seed(),
            wanted.today(),
            Optional.empty());
    List<String> columns =
        table.table().columns().stream()
            .filter(column -> !column.computed())
            .map(Column::name)
            .toList();
    Content content = Content.read(connection, name, columns, entry.condition());
    ledger.note(entry.with(content));
    return new Standing.Count(content.rows(), table.rows(), List.of(), List.of(), true);
  }

  private List<TableRows> prepared(Request request, RowsPresent present)
      throws SQLException, InterruptedException {
    try {
      return Batch.prepare(request, present, pools.get());
    } catch (RowsPresent.ReadingFailedException e) {
      throw e.problem();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no words could be drawn", e.getCause());
    }
  }
}
