package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another database answers under the address of ours. */
class OtherDatabaseIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String[] SETTINGS = {
    "schema: stack/postgres/schema.sql",
    "rows: {customers: 20, products: 5, orders: 30, order_items: 60}"
  };
  private static final String STATE =
      "SELECT string_agg(c.xmin || c::text, '|' ORDER BY id) FROM customers c";

  private Databases.Database ours;
  private Situation situation;

  @BeforeEach
  void a_filled_database() throws Exception {
    ours = Databases.fresh();
    situation = new Situation(HOME, ours, SETTINGS);
    situation.done("schema");
    situation.done("inject");
  }

  @Test
  void the_same_rows_by_another_run_are_not_ours() throws Exception {
    Databases.Database other = Databases.fresh();
    var another = new Situation(HOME, other, SETTINGS);
    another.done("schema");
    another.done("inject");
    assertThat(another.measured().value()).isEqualTo(115);
    assertIsLeftAlone(other);
  }

  @Test
  void a_copy_of_our_database_is_not_ours() throws Exception {
    assertIsLeftAlone(Databases.copy(ours));
  }

  @Test
  void one_of_the_same_image_with_the_same_numbers_is_not_ours() throws Exception {
    ours.execute("UPDATE emergency.database SET mark = 'another'");
    assertIsLeftAlone(ours);
  }

  @Test
  void the_mark_stays_when_rows_are_injected_again() throws Exception {
    Object before = parts(situation);
    ours.execute("DELETE FROM order_items");
    situation.done("inject");
    assertThat(parts(situation)).isEqualTo(before);
    assertThat(situation.measured().value()).isEqualTo(115);
  }

  private void assertIsLeftAlone(Databases.Database other) throws Exception {
    String before = other.ask(STATE);
    Situation elsewhere = situation.ledTo(HOME, other, SETTINGS);
    var unmeasured = (Measurement.Unmeasured) elsewhere.measure();
    assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(unmeasured.why().summary())
        .contains("another database answers than the one that rows were injected into")
        .contains("holds rows of customers, products, orders, order_items");
    for (String step : new String[] {"schema", "inject"}) {
      assertThat(elsewhere.failed(step).kind()).as(step).isEqualTo(FailureClass.CONFIGURATION);
    }
    Failure missing = Failure.of(FailureClass.TEST_DATA, "tests failed", "");
    assertThat(elsewhere.remedy("restore-rows", missing)).isInstanceOf(RemedyResult.Failed.class);
    assertThat(other.ask(STATE)).isEqualTo(before);
  }

  @Test
  void an_empty_one_is_filled_and_is_ours_from_then_on() throws Exception {
    Situation elsewhere = situation.ledTo(HOME, Databases.fresh(), SETTINGS);
    assertThat(elsewhere.measured().value()).isZero();
    elsewhere.done("schema");
    String before = elsewhere.values().fact("data.database.data").orElseThrow();
    elsewhere.done("inject");
    assertThat(elsewhere.values().fact("data.database.data").orElseThrow()).isNotEqualTo(before);
    assertThat(elsewhere.measured().value()).isEqualTo(115);
  }

  @Test
  void each_database_has_an_identity_of_its_own_that_stays() throws Exception {
    assertThat(parts(situation)).isEqualTo(parts(situation));
    assertThat(parts(situation))
        .isNotEqualTo(parts(new Situation(HOME, Databases.copy(ours), "rows: {customers: 20}")));
    assertThat(parts(situation).toString())
        .startsWith("{database of task data=system ")
        .contains(", database ");
  }

  @Test
  void without_the_right_to_ask_for_the_system_the_database_tells() throws Exception {
    ours.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM public");
    String user = "u" + System.nanoTime();
    ours.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'p'");
    var asking =
        new Situation(HOME, new Databases.Database(ours.url(), user, "p"), "rows: {customers: 20}");
    assertThat(parts(asking).toString()).contains("=system not to be asked, database ");
  }

  private static Object parts(Situation situation) throws Exception {
    return ((Identity.Known) situation.identity()).parts();
  }
}
