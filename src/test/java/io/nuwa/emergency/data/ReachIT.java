package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said when a database does not let us in, or does not let us go on. */
class ReachIT {
  private static final Path HOME = Path.of("");
  private static final String ROWS = "rows: {customers: 1}";

  @Test
  void a_wrong_password_is_refused_at_once() throws Exception {
    Databases.Database database = Databases.fresh();
    Failure failure = at(new Databases.Database(database.url(), database.user(), "wrong"));
    assertThat(failure.kind()).isEqualTo(FailureClass.AUTHENTICATION);
    assertThat(failure.summary()).doesNotContain("wrong").contains("check the user and password");
  }

  @Test
  void a_database_that_stays_away_is_left_to_a_remedy_that_knows_its_service() throws Exception {
    var situation =
        new Situation(
            HOME,
            "",
            "{url: 'jdbc:postgresql://127.0.0.1:${port.postgres}/x', user: x, " + ROWS + "}");
    situation.patience = Duration.ofMinutes(10);
    Instant begin = situation.time.instant();
    Failure failure = situation.failed("reach");
    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.details()).containsEntry("service", "postgres");
    assertThat(Duration.between(begin, situation.time.instant()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
  }

  @Test
  void a_missing_database_is_named() throws Exception {
    Databases.Database database = Databases.fresh();
    Failure failure =
        at(new Databases.Database(database.url() + "x", database.user(), database.password()));
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("does not exist");
  }

  @Test
  void a_lock_that_somebody_holds_ends_at_the_deadline_and_leaves_nothing() throws Exception {
    Databases.Database database = Databases.fresh();
    database.execute("CREATE TABLE customers (id serial PRIMARY KEY, name text)");
    var situation = new Situation(HOME, database, ROWS);
    try (var holder = database.open()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE customers");
      situation.patience = Duration.ofSeconds(1);
      assertThat(situation.failed("inject").kind()).isEqualTo(FailureClass.TIMEOUT);
      holder.rollback();
    }
    assertThat(database.count("SELECT count(*) FROM customers")).isZero();
  }

  @Test
  void an_interruption_gives_the_transaction_up() throws Exception {
    Databases.Database database = Databases.fresh();
    database.execute("CREATE TABLE customers (id serial PRIMARY KEY, name text)");
    var situation = new Situation(HOME, database, ROWS);
    try (var holder = database.open()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE customers");
      Thread.currentThread().interrupt();
      boolean stopped = false;
      try {
        situation.run("inject");
      } catch (InterruptedException e) {
        stopped = true;
      }
      assertThat(stopped).isTrue();
      holder.rollback();
    }
    assertThat(database.count("SELECT count(*) FROM customers")).isZero();
  }

  @Test
  void rows_are_counted_where_nothing_was_ever_injected() throws Exception {
    var measured = new Situation(HOME, Databases.fresh(), ROWS).measure();
    assertThat(measured).isInstanceOf(Measurement.Measured.class);
    assertThat(((Measurement.Measured) measured).value()).isZero();
  }

  private static Failure at(Databases.Database database) throws Exception {
    return new Situation(HOME, database, ROWS).failed("reach");
  }
}
