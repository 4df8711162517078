package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.data.Databases;
import io.nuwa.text2sql.acceptance.system.ApiClient;
import io.nuwa.text2sql.acceptance.system.ReferenceDatabase;
import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases fail, and neither pass nor are skipped, where a service answers with an error. */
@SuppressWarnings("JUnitMethodInvoked") // The cases are what is tested here.
final class FailingApiIT {
  private static final String TABLES =
      "{\"tables\":[{\"name\":\"text2sql_acceptance_suppliers\"},{\"name\":\"customers\"},"
          + "{\"name\":\"products\"},{\"name\":\"orders\"},{\"name\":\"order_items\"}]}";

  private static final String ERROR = "";

  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer server;
  private ApiClient client;
  private ReferenceDatabase database;
  private SystemUnderTest system;

  @BeforeEach
  void a_service_that_fails_unless_it_is_given_an_answer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String answer = answers.isEmpty() ? ERROR : answers.removeFirst();
          byte[] body = (answer.equals(ERROR) ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.equals(ERROR) ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client = new ApiClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    Databases.Database fresh = Databases.fresh();
    fresh.execute("CREATE TABLE text2sql_memory (question text, sql text)");
    database = new ReferenceDatabase(fresh.url(), fresh.user(), fresh.password());
    system =
        new SystemUnderTest(client, database, Optional.of(client), Map.of(), List.of(), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    database.close();
    client.close();
    server.stop(0);
  }

  @Test
  void a_prometheus_that_does_not_answer_is_no_reason_to_skip() {
    fails(() -> new T07ManyAtOnce().is_up_for_prometheus("text2sql", system));
  }

  @Test
  void metrics_that_cannot_be_read_are_not_zero() {
    fails(() -> client.metric("text2sql_http_requests_total"));
  }

  @Test
  void a_schema_that_cannot_be_read_does_not_prove_that_a_table_is_gone() {
    answers.add(TABLES);
    fails(() -> new T05SchemaChangePickedUp().the_schema_is_live(system));
  }

  @Test
  void a_question_that_was_not_refused_proves_nothing_of_refused_ones() {
    fails(() -> new T02MemoryReused().does_not_remember_what_it_refused(system));
  }

  @Test
  void an_answer_that_did_not_come_differs_from_no_other() {
    answers.add(ERROR);
    answers.add("{\"sql\":\"SELECT 1\"}");
    fails(() -> new T02MemoryReused().keeps_different_questions_apart(system));
  }

  @Test
  void a_question_without_answer_has_nothing_in_memory() {
    fails(() -> new T02MemoryReused().keeps_the_memory_in_the_database(system));
  }

  private static void fails(ThrowingCallable theCase) {
    assertThatThrownBy(theCase)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("status of")
        .hasMessageContaining("503");
  }
}
