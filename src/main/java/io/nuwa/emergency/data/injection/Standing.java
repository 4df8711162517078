package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many of the rows that were injected last still stand as they were.
 *
 * @param tables by table; none when nothing was ever injected
 * @param gone tables that are wanted or were filled, and are not there any more
 * @param seed with which they were made
 * @param reference the day that counted as today
 */
public record Standing(
    Map<TableName, Count> tables, List<TableName> gone, long seed, LocalDate reference) {
  public Standing {
    gone = List.copyOf(gone);
  }

  /**
   * Rows of one table.
   *
   * @param there still there, written by nobody else
   * @param injected in the first place
   * @param lost columns that they had and that are not there any more
   * @param altered columns that hold another content than was injected
   * @param known whether it was recorded what they held; older versions of this tool did not
   */
  public record Count(
      long there, long injected, List<String> lost, List<String> altered, boolean known) {
    public Count {
      lost = List.copyOf(lost);
      altered = List.copyOf(altered);
    }

    /** How many stand as they were injected: none of them when a column does not. */
    public long sound() {
      return lost.isEmpty() && altered.isEmpty() ? there : 0;
    }

    boolean isWhole(long wanted) {
      return known && injected == wanted && sound() == wanted;
    }

    private String text(TableName table) {
      String text = table + " " + there + " of " + injected;
      if (!lost.isEmpty()) {
        text += " without " + String.join(", ", lost);
      }
      return altered.isEmpty()
          ? text
          : text + " with another content in " + String.join(", ", altered);
    }
  }

  /**
   * Looks at the tables that somebody finds who asks for them by these names.
   *
   * @param wanted how many rows, by table as the plan names it
   */
  static Standing read(Connection connection, Ledger ledger, Map<String, Long> wanted)
      throws SQLException {
    List<Ledger.Entry> entries = ledger.entries();
    if (entries.isEmpty()) {
      return new Standing(Map.of(), List.of(), 0, LocalDate.EPOCH);
    }
    Ledger.Entry latest = entries.getFirst();
    var known = new HashMap<TableName, Ledger.Entry>();
    entries.stream()
        .filter(entry -> entry.transaction() == latest.transaction())
        .forEach(entry -> known.put(entry.table(), entry));
    var reader = new SchemaReader(connection);
    var tables = new LinkedHashMap<TableName, Count>();
    var gone = new ArrayList<TableName>();
    for (var table : wanted.entrySet()) {
      Optional<TableName> found = reader.find(table.getKey());
      TableName name = found.orElseGet(() -> named(table.getKey()));
      if (found.isEmpty()) {
        gone.add(name);
      }
      Optional<Ledger.Entry> entry = found.map(known::get);
      tables.put(
          name,
          entry.isPresent()
              ? count(connection, entry.get())
              : new Count(0, table.getValue(), List.of(), List.of(), true));
    }
    return new Standing(tables, gone, latest.seed(), latest.reference());
  }

  /** A table that is not there, as it would be called. */
  private static TableName named(String name) {
    int point = name.indexOf('.');
    return point < 0
        ? new TableName("public", name)
        : new TableName(name.substring(0, point), name.substring(point + 1));
  }

  static Count count(Connection connection, Ledger.Entry entry) throws SQLException {
    OwnRows own = OwnRows.read(connection, entry);
    return new Count(
        own.there(), entry.rows(), own.lost(), own.altered(), entry.content().isPresent());
  }

  public boolean isEmpty() {
    return tables.isEmpty();
  }

  /** How many rows stand as they were injected. */
  public long there() {
    return tables.values().stream().mapToLong(Count::sound).sum();
  }

  /** Whether it was recorded what all of these rows held. */
  public boolean isKnown() {
    return tables.values().stream().allMatch(Count::known);
  }

  /** Columns of which this holds, such as {@code orders.total_amount}. */
  public List<String> lost() {
    return columns(Count::lost);
  }

  /** Columns of which this holds, such as {@code orders.total_amount}. */
  public List<String> altered() {
    return columns(Count::altered);
  }

  private List<String> columns(Function<Count, List<String>> which) {
    return tables.entrySet().stream()
        .flatMap(
            table ->
                which.apply(table.getValue()).stream().map(name -> table.getKey() + "." + name))
        .toList();
  }

  /** Whether these are the wanted rows, all of them, with dates that reach into this month. */
  boolean satisfies(Map<TableName, Long> wanted, long wantedSeed, LocalDate today) {
    return wanted.size() == tables.size()
        && seed == wantedSeed
        && YearMonth.from(reference).equals(YearMonth.from(today))
        && wanted.entrySet().stream()
            .allMatch(
                entry ->
                    tables.containsKey(entry.getKey())
                        && tables.get(entry.getKey()).isWhole(entry.getValue()));
  }

  /** Such as {@code customers 200 of 200, orders 1999 of 2000}. */
  public String text() {
    return tables.entrySet().stream()
        .map(table -> table.getValue().text(table.getKey()))
        .collect(Collectors.joining(", "));
  }
}
