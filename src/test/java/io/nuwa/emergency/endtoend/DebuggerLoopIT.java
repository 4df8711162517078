package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The shipped suite on the shipped stack, with a fault between the data and the tests: recognised
 * by its failing cases, cured, and green by a suite that ran again.
 */
@ResourceLock(StackHome.OTHER_PLACE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DebuggerLoopIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String FOREIGN = "id BETWEEN 900000001 AND 900000050";

  /** Waits for the test to do harm; in later rounds the harm has been done. */
  private static final String PAUSE_BEFORE_TESTS =
      """
            - id: harm
              kind: command
              with: {command: [sh, -c, "touch waiting; until [ -e done ]; do sleep 0.1; done"]}
            - id: tests
      """;

  private StackHome home;
  private Rows rows;
  private int known;

  /** What goes wrong before the tests run, or while they do. */
  private interface Harm {
    void happen() throws Exception;
  }

  @BeforeAll
  void make_a_home(@TempDir Path folder) throws IOException, InterruptedException {
    home = StackHome.in(folder);
    rows = new Rows(home);
    Path plan = home.folder().resolve("promptx/plan.yaml");
    String text = Files.readString(plan);
    assertThat(text).contains("      - id: tests\n");
    Files.writeString(plan, text.replace("      - id: tests\n", PAUSE_BEFORE_TESTS));
  }

  @AfterAll
  void leave_nothing_behind() throws InterruptedException {
    home.remove();
    assertThat(home.engine().ids(home.project())).isEmpty();
  }

  @Test
  @Order(1)
  void a_dropped_table_is_created_again_with_its_rows() throws Exception {
    assertClearedAfter(() -> rows.change("DROP TABLE order_items"));

    assertThat(debugged().getFirst())
        .contains("failing cases were run alone")
        .contains("schema-mismatch (table order_items)");
    assertThat(since("round-started")).as("one more round").hasSize(1);
    assertThat(causes("pass-rate")).containsExactly("schema-mismatch order_items");
    assertThat(remedies()).containsExactly("schema-mismatch restore-schema applied");
    assertThat(rows.count("order_items")).isEqualTo(15_000);
    assertThat(debugged().getLast()).startsWith("nothing to debug: 102 cases, 9");
  }

  @Test
  @Order(2)
  void orders_that_were_deleted_come_back_and_those_of_others_stay_as_they_are() throws Exception {
    rows.change(
        "INSERT INTO customers (id, name, email, city) SELECT 900000000 + n, '外人',"
            + " 'stranger' || n || '@example.org', '西安' FROM generate_series(1, 50) n",
        "INSERT INTO products (id, name, category, price) SELECT 900000000 + n, '古董', '杂项', 3.14"
            + " FROM generate_series(1, 50) n",
        "INSERT INTO orders (id, customer_id, total_amount) SELECT 900000000 + n, 900000000 + n, n"
            + " FROM generate_series(1, 50) n",
        "INSERT INTO order_items (id, order_id, product_id, quantity, unit_price) SELECT 900000000"
            + " + n, 900000000 + n, 900000001, 1, n FROM generate_series(1, 50) n");
    String foreign = rows.fingerprint(FOREIGN);

    assertClearedAfter(
        () -> rows.change("DELETE FROM orders WHERE id % 10 < 3 AND NOT " + FOREIGN));

    assertThat(causes("rows")).containsExactly("test-data orders");
    assertThat(remedies()).containsExactly("test-data restore-rows applied");
    assertThat(rows.count("orders t WHERE NOT " + FOREIGN)).isEqualTo(5_000);
    assertThat(rows.count("order_items t WHERE NOT " + FOREIGN)).isEqualTo(15_000);
    assertThat(rows.fingerprint(FOREIGN)).as("foreign rows, to the byte").isEqualTo(foreign);
  }

  @Test
  @Order(3)
  void rows_that_the_tests_miss_are_recognised_by_what_the_tests_say() throws Exception {
    String foreign = rows.fingerprint(FOREIGN);
    assertClearedAfter(
        () ->
            rows.change(
                "DELETE FROM orders WHERE order_date < date_trunc('year', CURRENT_DATE) AND NOT "
                    + FOREIGN));

    assertThat(debugged().getFirst()).contains("test-data in ");
    assertThat(since("round-started")).as("one more round").hasSize(1);
    assertThat(causes("pass-rate").getFirst()).startsWith("test-data");
    assertThat(remedies()).containsExactly("test-data restore-rows applied");
    assertThat(rows.fingerprint(FOREIGN)).as("foreign rows, to the byte").isEqualTo(foreign);
  }

  @Test
  @Order(4)
  void an_api_that_goes_away_while_it_is_tested_is_named_and_made_anew() throws Exception {
    String before = home.containers().get("text2sql").id();
    Story story = home.story();
    assertClearedAfter(
        () -> {
          Files.createFile(home.folder().resolve("done"));
          story.await(known, Story.started("B-2/tests/run"), SOON);
          // The suite needs a moment to begin; whether a case has run by then does not matter.
          Time.system().pause(Duration.ofMillis(2500));
          // Not stopped: T-06 restarts the API, which would bring it back.
          home.engine().ask("rm", "-f", before);
        });

    assertThat(remedies()).containsExactly("not-ready recreate-container applied");
    assertThat(tried().getFirst().path("summary").asText()).startsWith("recreated text2sql");
    assertThat(home.containers().get("text2sql").id()).isNotEqualTo(before);
    home.assertFiveHealthy();
  }

  /** Runs the plan from the start, lets it happen before the tests, and wants it cleared. */
  private void assertClearedAfter(Harm harm) throws Exception {
    Path waiting = home.folder().resolve("waiting");
    Path done = home.folder().resolve("done");
    Files.deleteIfExists(waiting);
    Files.deleteIfExists(done);
    Program run = home.start("execute", "B-1", "B-2", "--fresh", "--yes", "--lang", "en");
    for (int i = 0; !Files.exists(waiting); i++) {
      assertThat(i).as("waited for B-2/harm: %s", home.story().text()).isLessThan(1200);
      Time.system().pause(Duration.ofMillis(100));
    }
    known = home.story().lines().size();
    harm.happen();
    if (!Files.exists(done)) {
      Files.createFile(done);
    }
    Program.Ended ended = run.ended(StackHome.PATIENCE);
    assertThat(ended.code()).as(ended.story()).isZero();
    List<JsonNode> resolved = since("blocker-resolved");
    assertThat(resolved).extracting(line -> line.path("blocker").asText()).containsExactly("B-2");
  }

  private List<JsonNode> since(String type) {
    return home.story().lines().stream()
        .skip(known)
        .filter(line -> line.path("type").asText().equals(type))
        .toList();
  }

  /** What the Debugger said, round by round. */
  private List<String> debugged() {
    return since("step-succeeded").stream()
        .filter(line -> Story.step(line).equals("B-2/tests/debug"))
        .map(line -> line.path("summary").asText())
        .toList();
  }

  /** The causes that a gate named while it was not green, with the table they speak of. */
  private List<String> causes(String gate) {
    return since("gate-measured").stream()
        .filter(line -> line.path("gate").asText().equals(gate) && line.has("cause"))
        .map(line -> line.path("cause"))
        .map(
            cause ->
                (cause.path("class").asText() + " " + cause.path("details").path("table").asText())
                    .strip())
        .toList();
  }

  private List<JsonNode> tried() {
    return since("remedy-tried").stream()
        .filter(line -> line.path("outcome").asText().equals("applied"))
        .toList();
  }

  private List<String> remedies() {
    return tried().stream()
        .map(
            line ->
                line.path("class").asText()
                    + " "
                    + line.path("remedy").asText()
                    + " "
                    + line.path("outcome").asText())
        .toList();
  }
}
