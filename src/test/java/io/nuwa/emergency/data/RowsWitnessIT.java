package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RowsWitnessIT {
  private static final Path HOME = Path.of("");
  private static final String ROWS = "rows: {customers: 5, Orders: 2, stock: 1}";

  @Test
  void names_the_tables_that_are_missing_or_hold_too_little_and_changes_nothing() throws Exception {
    Databases.Database database = Databases.fresh();
    database.execute("CREATE TABLE customers (id int)");
    database.execute("CREATE TABLE \"Orders\" (id int)");
    database.execute("INSERT INTO customers VALUES (1), (2), (3)");

    String text = new Situation(HOME, database, ROWS.replace("Orders", "'\"Orders\"'")).testimony();

    assertThat(text.lines().findFirst().orElseThrow())
        .isEqualTo(
            "table customers holds 3 of 5 rows; table \"Orders\" holds 0 of 2 rows; table stock is"
                + " not there");
    assertThat(database.count("SELECT count(*) FROM customers")).isEqualTo(3);
  }

  @Test
  void tells_who_locks_a_table_when_it_cannot_count() throws Exception {
    Databases.Database database = Databases.fresh();
    database.execute("CREATE TABLE customers (id int)");
    var situation = new Situation(HOME, database, "rows: {customers: 1}");
    situation.patience = Duration.ofSeconds(2);
    try (var holder = database.open()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE customers");
      String text = situation.testimony();
      assertThat(text)
          .startsWith("the rows could not be counted")
          .contains("idle in transaction", "LOCK TABLE customers", "AccessExclusiveLock");
      holder.rollback();
    }
  }

  @Test
  void says_that_it_could_not_see() throws Exception {
    Databases.Database database = Databases.fresh();
    var shut = new Databases.Database(database.url(), database.user(), "wrong-password");
    assertThat(new Situation(HOME, shut, ROWS).testimony())
        .startsWith("not seen: look at the database")
        .doesNotContain("wrong-password");
  }
}
