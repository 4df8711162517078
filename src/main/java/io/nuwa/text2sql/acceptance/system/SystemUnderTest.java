package io.nuwa.text2sql.acceptance.system;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a case may talk to.
 *
 * @param api the API under test
 * @param database the database behind it
 * @param prometheus the Prometheus that watches it, if one was named
 * @param scraped the port, by scrape job, at which Prometheus would find today's services
 * @param restart the words of the restart command, none when the system may not be restarted
 * @param rowsAtStart rows by table when the suite began, -1 for a table that was missing
 */
public record SystemUnderTest(
    ApiClient api,
    ReferenceDatabase database,
    Optional<ApiClient> prometheus,
    Map<String, String> scraped,
    List<String> restart,
    Map<String, Long> rowsAtStart) {
  /** JUnit parameter: the API's address. */
  public static final String API = "text2sql.acceptance.api";

  /** JUnit parameter: the JDBC address. */
  public static final String DATABASE = "text2sql.acceptance.database";

  /** JUnit parameter: the database role. */
  public static final String USER = "text2sql.acceptance.user";

  /** JUnit parameter: the address of Prometheus, may be missing. */
  public static final String PROMETHEUS = "text2sql.acceptance.prometheus";

  /** JUnit parameter: {@code job=port}, one a line, may be empty. */
  public static final String SCRAPED = "text2sql.acceptance.scraped";

  /** JUnit parameter: the restart command, one word a line, may be empty. */
  public static final String RESTART = "text2sql.acceptance.restart";

  /** JUnit parameter: the display names of the cases to run, one a line; empty for all. */
  public static final String ONLY = "text2sql.acceptance.only";

  /** What the suite's own tables are called, so that leftovers can be told and removed. */
  public static final String OWN_TABLES = "text2sql_acceptance_";

  private static final List<String> TABLES =
      List.of("customers", "products", "orders", "order_items");

  /** Rows of the four tables now, -1 for one that is missing. */
  public static Map<String, Long> countRows(ReferenceDatabase database) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String table : TABLES) {
      counts.put(
          table, database.hasTable(table) ? database.number("SELECT count(*) FROM " + table) : -1L);
    }
    return counts;
  }

  /** The keys of all remembered questions. */
  static Set<String> rememberedKeys(ReferenceDatabase database) throws SQLException {
    Set<String> keys = new LinkedHashSet<>();
    if (database.hasTable("text2sql_memory")) {
      database
          .rows("SELECT question_key FROM text2sql_memory")
          .forEach(row -> keys.add(String.valueOf(row.getFirst())));
    }
    return keys;
  }
}
