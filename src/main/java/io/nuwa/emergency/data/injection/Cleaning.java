package io.nuwa.emergency.data.injection;

import io.nuwa.emergency.data.schema.ForeignKey;
import io.nuwa.emergency.data.schema.SchemaReader;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.data.schema.TableOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes our rows back, and nothing else. A row of ours that somebody else's row refers to stays,
 * and so does what it refers to itself: deleting it would fail, or cascade onto rows that are not
 * ours.
 */
final class Cleaning {
  private final Connection connection;
  private final Ledger ledger;
  private final Map<TableName, String> doomed = new LinkedHashMap<>();
  private final Map<TableName, Long> kept = new LinkedHashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  Cleaning(Connection connection, Ledger ledger) {
    this.connection = connection;
    this.ledger = ledger;
  }

  /** Cleans within the transaction of the connection. */
  Cleaned clean() throws SQLException {
    Map<TableName, List<Ledger.Entry>> entries = standing();
    var tables = new ArrayList<Table>();
    var referrers = new LinkedHashMap<TableName, List<Tables.Referrer>>();
    for (TableName name : entries.keySet()) {
      tables.add(new SchemaReader(connection).read(name));
      referrers.put(name, Tables.referrers(connection, name));
    }
    lock(referrers);
    mark(entries);
    while (spare(referrers)) {
      // A row that was spared may refer to others of ours, which must be spared too.
    }
    var deleted = new LinkedHashMap<TableName, Long>();
    for (Table table : TableOrder.sort(tables).reversed()) {
      deleted.put(table.name(), delete(table.name()));
    }
    for (var table : entries.entrySet()) {
      if (!kept.containsKey(table.getKey())) {
        for (Ledger.Entry entry : table.getValue()) {
          ledger.forget(entry);
        }
      }
    }
    return new Cleaned(deleted, kept, List.copyOf(reasons));
  }

  /** Entries by table; those whose table is gone are forgotten. */
  private Map<TableName, List<Ledger.Entry>> standing() throws SQLException {
    var entries = new LinkedHashMap<TableName, List<Ledger.Entry>>();
    for (Ledger.Entry entry : ledger.entries()) {
      if (Tables.exists(connection, entry.table())) {
        entries.computeIfAbsent(entry.table(), name -> new ArrayList<>()).add(entry);
      } else {
        ledger.forget(entry);
      }
    }
    return entries;
  }

  private void lock(Map<TableName, List<Tables.Referrer>> referrers) throws SQLException {
    var all = new LinkedHashSet<>(referrers.keySet());
    referrers.values().forEach(list -> list.forEach(referrer -> all.add(referrer.table())));
    Tables.lock(connection, all);
    Tables.count(connection, all);
  }

  /** Writes down the places of our rows. They cannot move: nobody else may write by now. */
  private void mark(Map<TableName, List<Ledger.Entry>> entries) throws SQLException {
    for (var table : entries.entrySet()) {
      String list = "pg_temp.emergency_doomed_" + doomed.size();
      var conditions = new ArrayList<String>();
      for (Ledger.Entry entry : table.getValue()) {
        conditions.add("(" + OwnRows.read(connection, entry).condition() + ")");
      }
      String ours = String.join(" OR ", conditions);
      Tables.execute(connection, "DROP TABLE IF EXISTS " + list);
      Tables.execute(
          connection,
          "CREATE TEMPORARY TABLE "
              + list.substring("pg_temp.".length())
              + " ON COMMIT DROP AS"
              + " SELECT t.tableoid AS part, t.ctid AS place FROM "
              + table.getKey().quoted()
              + " t WHERE "
              + ours);
      Tables.execute(connection, "ANALYZE " + list);
      doomed.put(table.getKey(), list);
    }
  }

  /** Spares rows that others refer to; false when there was none to spare any more. */
  private boolean spare(Map<TableName, List<Tables.Referrer>> referrers) throws SQLException {
    boolean spared = false;
    for (var parent : referrers.entrySet()) {
      for (Tables.Referrer referrer : parent.getValue()) {
        long count = Tables.update(connection, sparing(parent.getKey(), referrer));
        if (count > 0) {
          spared = true;
          kept.merge(parent.getKey(), count, Long::sum);
          reasons.add(
              referrer.table()
                  + "."
                  + String.join(",", referrer.key().columns())
                  + " refers to "
                  + parent.getKey());
        }
      }
    }
    return spared;
  }

  private String sparing(TableName parent, Tables.Referrer referrer) {
    ForeignKey key = referrer.key();
    var match = new ArrayList<String>();
    for (int i = 0; i < key.columns().size(); i++) {
      match.add(
          "c."
              + TableName.quote(key.columns().get(i))
              + " = p."
              + TableName.quote(key.targetColumns().get(i)));
    }
    String list = doomed.get(referrer.table());
    String foreign =
        list == null
            ? ""
            : " AND NOT EXISTS (SELECT 1 FROM "
                + list
                + " x WHERE x.part = c.tableoid AND x.place = c.ctid)";
    return "DELETE FROM "
        + doomed.get(parent)
        + " d USING "
        + parent.quoted()
        + " p WHERE"
        + " p.tableoid = d.part AND p.ctid = d.place AND EXISTS (SELECT 1 FROM "
        + referrer.table().quoted()
        + " c WHERE "
        + String.join(" AND ", match)
        + foreign
        + ")";
  }

  private long delete(TableName table) throws SQLException {
    return Tables.update(
        connection,
        "DELETE FROM "
            + table.quoted()
            + " t USING "
            + doomed.get(table)
            + " d WHERE t.tableoid = d.part AND t.ctid = d.place");
  }
}
